/** Why a request has failed: `code` is the server's, or `timeout`, `lost`, `closed`, `full`. */
export class CapstanError extends Error {
  /** @param {string} code @param {string} [message] @param {any} [data] */
  constructor(code, message, data) {
    super(message);
    this.name = "CapstanError";
    this.code = code;
    this.data = data;
  }
}
