// What docs/browser.md shows, line for line. page.js runs it in a browser, and looks at what came of it.
import { Capstan, CapstanError } from "./capstan/capstan.js";

const shown = [];
const show = (what) => shown.push(what);
const reload = () => show("reload");

export const snippets = {
  async "the first one"() {
    const capstan = new Capstan();
    const orders = capstan.subscribe("room.orders", (order) => show(order));
    await orders.publish({ id: 7, total: 12 });

    await until(() => shown.length === 1);
    capstan.close();
    return [{ id: 7, total: 12 }];
  },
  async "a listener with everything"() {
    const capstan = new Capstan();
    const prices = capstan.subscribe("room.prices", {
      message: (price, { offset, recovered }) => show({ price, offset, recovered }),
      subscribed: ({ again, recovered }) => {
        if (again && !recovered) reload(); // something may be missing
      },
      joined: ({ id, user }) => show(`${user ?? id} is here`),
      left: ({ id, user }) => show(`${user ?? id} has gone`),
      error: ({ code, message }) => show(`${code}: ${message}`),
    });

    const ada = new Capstan({ token: "badge.ada.60.1" });
    await prices.presence();
    ada.subscribe("room.prices", {});
    await until(() => shown.length === 1);
    ada.close();
    await until(() => shown.length === 2);
    await prices.publish(12);
    await until(() => shown.length === 3);
    capstan.close();
    return ["ada is here", "ada has gone", { price: 12, offset: 1, recovered: false }];
  },
  async "the subscription"() {
    const capstan = new Capstan();
    const orders = capstan.subscribe("room.more", () => {});
    await orders.publish("first");

    const { offset } = await orders.publish({ id: 8, total: 3 });
    const { count, members, self } = await orders.presence();
    const { publications } = await orders.history(20);
    orders.unsubscribe();

    capstan.close();
    show([offset, count, members[0].id === self, publications.length]);
    return [[2, 1, true, 2]];
  },
  async "actions"() {
    const capstan = new Capstan();
    const end = capstan.on("error", ({ code, message }) => show(`${code}: ${message}`));
    if (!capstan.send("typing", { in: "room.orders" })) show("neither sent nor queued");

    await until(() => shown.length === 1);
    end();
    shown[0] = shown[0].split(":")[0];
    try {
      const product = await capstan.request("product.show", { id: 7 }, { timeout: 2_000 });
      show(product);
    } catch (error) {
      if (!(error instanceof CapstanError)) throw error;
      show(error.code); // the server's, or timeout, lost, closed, full
    }

    capstan.close();
    return ["unknown-action", "unknown-action"];
  },
  async "the state"() {
    const capstan = new Capstan({
      onState(state, { code, reason, wait }) {
        if (state === "waiting") show(`back in ${Math.ceil(wait / 1000)} s`);
        else if (state === "closed") show(`closed with ${code}: ${reason}`);
        else show(state);
      },
    });

    await until(() => shown.length === 2);
    capstan.close();
    return ["connecting", "open", "closed with 1000: "];
  },
  async "a token of the application"() {
    const capstan = new Capstan({
      token: async ({ code }) => {
        const answer = await fetch("token", { cache: code === 4401 ? "reload" : "default" });
        return answer.text();
      },
    });

    await user(capstan);
    return ["ada"];
  },
  async "a ticket"() {
    document.cookie = "token=badge.grace.60.1";
    const capstan = new Capstan({ token: Capstan.ticket });

    await user(capstan);
    document.cookie = "token=; max-age=0";
    return ["grace"];
  },
  async "attributes"() {
    Object.assign(document.body.dataset, { url: "channels", token: "badge.eve.60.1", queue: "20" });
    const capstan = new Capstan(document.body.dataset);

    await user(capstan);
    return ["eve"];
  },
};

/** Shows whom the server takes a client for. */
async function user(capstan) {
  const { members, self } = await capstan.subscribe("room.who", {}).presence();
  show(members.find(({ id }) => id === self).user);
  capstan.close();
}

async function until(condition) {
  for (const end = Date.now() + 15_000; !condition() && Date.now() < end; ) {
    await new Promise((next) => setTimeout(next, 10));
  }
}

/** Runs them; returns one line for each. */
export async function run() {
  const lines = [];
  for (const [name, snippet] of Object.entries(snippets)) {
    shown.length = 0;
    const wanted = JSON.stringify(await snippet().catch((error) => error.message));
    const got = JSON.stringify(shown);
    lines.push(got === wanted ? `ok      the manual: ${name}` : `FAILED  the manual: ${name}: ${got} instead of ${wanted}`);
  }
  return lines;
}
