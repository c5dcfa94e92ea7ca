// The official clients, as their users have them: `socket.io-client` 4.8 and
// 2.5, over each transport.

import { io as newest } from 'socket.io-client';
import oldest from 'socket.io-client-2';
import { until, within } from './within.js';

const AGES = { '4.8': newest, '2.5': oldest };
const TRANSPORTS = {
  'by WebSocket': ['websocket'],
  'by polling': ['polling'],
  'by polling, then upgraded': ['polling', 'websocket'],
};
const HEARD = ['auth', 'message-back', 'chat message', 'connect_error', 'error', 'disconnect'];

/** Each age with each transport: `{ name, age, transports }`. */
export const CLIENTS = Object.keys(AGES).flatMap((age) => {
  return Object.entries(TRANSPORTS).map(([how, transports]) => {
    return { name: `${age} ${how}`, age, transports };
  });
});

export class Client {
  #heard = new Map(HEARD.map((event) => [event, []]));
  #waiting = [];

  /** One that ends with the test; it may not have connected yet. */
  static open(t, server, { age, transports }, { namespace = '', ...options } = {}) {
    const socket = AGES[age](server.origin + namespace, {
      transports,
      forceNew: true,
      reconnection: false,
      ...options,
    });
    const client = new Client(socket);
    client.upgrades = transports.length > 1;
    t.after(() => socket.close());
    return client;
  }

  /** One that the server has greeted, by `auth`. */
  static async connect(t, server, kind, options) {
    const client = Client.open(t, server, kind, options);
    await client.next('auth');
    return client;
  }

  constructor(socket) {
    this.socket = socket;
    for (const event of HEARD) {
      socket.on(event, (...said) => {
        this.#heard.get(event).push(said);
        for (const look of this.#waiting.splice(0)) look();
      });
    }
  }

  /** The arguments of the next event of that name. */
  async next(event) {
    const heard = this.#heard.get(event);
    const one = async () => {
      while (heard.length === 0) {
        await new Promise((resolve) => this.#waiting.push(resolve));
      }
      return heard.shift();
    };
    return within(`${event} at a client`, one());
  }

  emit(...said) {
    this.socket.emit(...said);
  }

  /** What the server acknowledges with. */
  ask(...said) {
    const answered = new Promise((resolve) => {
      this.socket.emit(...said, (...answer) => resolve(answer));
    });
    return within(`the ack of ${said[0]}`, answered);
  }

  get transport() {
    return this.socket.io.engine?.transport.name;
  }

  /** If it upgrades, until it has: see `upgrade-lost.test.js`. */
  async settled() {
    if (!this.upgrades) return;
    await until('the client has upgraded', () => this.transport === 'websocket');
  }
}
