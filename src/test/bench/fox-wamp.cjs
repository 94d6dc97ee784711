// The npm package fox-wamp as a router of WAMP: node fox-wamp.cjs PORT
const Router = require("fox-wamp");

const router = new Router();
const port = Number(process.argv[2]);
router.getRealm("realm1", () => router.listenWAMP({ host: "127.0.0.1", port, backlog: 4096 }));
