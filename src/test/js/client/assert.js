// What checks say of values and promises.

export function same(actual, wanted, what = "") {
  const [a, w] = [actual, wanted].map((value) => JSON.stringify(value));
  if (a !== w) throw new Error(`${what} expected ${w}, got ${a}`);
}

/** What a promise is rejected with, which it has to be. */
export async function rejected(promise) {
  return promise.then(
    (value) => Promise.reject(new Error(`it was answered: ${JSON.stringify(value)}`)),
    (error) => error,
  );
}
