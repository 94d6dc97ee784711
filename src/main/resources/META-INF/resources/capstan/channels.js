// The channels that are followed, over all connections to come, and how far this client is in each of them.

/** What followers are told, by the action that says so. */
const EVENTS = new Map(["message", "joined", "left"].map((event) => ["channel." + event, event]));

export class Channels {
  #connection;
  #requests;
  #topics = new Map();

  /** @param {import("./connection.js").Connection} connection @param {import("./requests.js").Requests} requests */
  constructor(connection, requests) {
    this.#connection = connection;
    this.#requests = requests;
  }

  /**
   * Has a function of its own called with all that happens in a channel; returns how to end that.
   *
   * @param {string} channel @param {(event: string, ...values: any[]) => void} follower @returns {() => void}
   */
  follow(channel, follower) {
    let topic = this.#topics.get(channel);
    if (topic) {
      const tellWhere = () => follower("subscribed", { ...topic.position, again: false, recovered: false });
      if (topic.joined) queueMicrotask(() => topic.followers.has(follower) && tellWhere());
    } else {
      topic = { channel, followers: new Set(), position: undefined, joined: false };
      this.#topics.set(channel, topic);
      if (this.#connection.isOpen) this.#join(topic);
    }
    topic.followers.add(follower);
    return () => {
      if (!topic.followers.delete(follower) || topic.followers.size) return;
      this.#topics.delete(channel);
      if (this.#connection.isOpen) this.#requests.ask("channel.unsubscribe", { channel });
    };
  }

  /** There is a connection: all channels are followed over it, from where they were. */
  opened() {
    for (const topic of this.#topics.values()) this.#join(topic);
  }

  /** The connection is gone. */
  lost() {
    for (const topic of this.#topics.values()) topic.joined = false;
  }

  /** Tells what happened in a channel. False: the message says nothing of the kind. */
  hear({ action, channel, offset, data }) {
    if (!EVENTS.has(action)) return false;
    const topic = this.#topics.get(channel);
    if (!topic?.joined) return true; // left over from an earlier subscription
    if (offset) topic.position.offset = offset;
    tell(topic, EVENTS.get(action), data, { channel, offset, recovered: false });
    return true;
  }

  #join(topic) {
    const { channel, position: since } = topic;
    this.#requests.ask(
      "channel.subscribe",
      { channel, since },
      ({ epoch, offset, recovered, publications = [] }) => {
        topic.joined = true;
        topic.position = { epoch, offset };
        tell(topic, "subscribed", { epoch, offset, again: since !== undefined, recovered });
        for (const missed of publications) {
          tell(topic, "message", missed.data, { channel, offset: missed.offset, recovered: true });
        }
      },
      (error) => error.code === "lost" || tell(topic, "error", error),
    );
  }
}

function tell({ followers }, event, ...values) {
  for (const follower of [...followers]) follower(event, ...values);
}
