// A WebSocket to a server, message by message.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import WebSocket from 'ws';
import { within } from './within.js';

export class Socket {
  #heard = [];
  #waiting = [];

  /** One that ends with the test. Nothing of what it hears is lost. */
  static async open(t, server, { eio = 4, sid, headers } = {}) {
    const session = sid ? `&sid=${sid}` : '';
    const address = `${server.ws}?EIO=${eio}&transport=websocket${session}`;
    const socket = new Socket(new WebSocket(address, { headers }));
    t.after(() => socket.raw.terminate());
    await within('an open WebSocket', once(socket.raw, 'open'));
    return socket;
  }

  /** With its open packet read: an Engine.IO session. */
  static async session(t, server, options) {
    const socket = await Socket.open(t, server, options);
    const open = await socket.next('the open packet');
    assert.equal(open[0], '0');
    socket.handshake = JSON.parse(open.slice(1));
    return socket;
  }

  constructor(raw) {
    this.raw = raw;
    raw.on('message', (data, isBinary) => {
      this.#heard.push(isBinary ? data : data.toString());
      this.#waiting.shift()?.resolve();
    });
    this.ending = new Promise((resolve) => {
      raw.on('close', (code, reason) => {
        resolve({ code, reason: reason.toString() });
        const error = new Error(`it was closed: ${code} ${reason}`);
        for (const waiting of this.#waiting) waiting.reject(error);
      });
    });
    raw.on('error', () => {}); // `close` follows
  }

  send(...messages) {
    for (const message of messages) this.raw.send(message);
  }

  /** The next message: a string, or a Buffer. */
  async next(what = 'a message') {
    if (this.#heard.length === 0) {
      assert.equal(this.raw.readyState, WebSocket.OPEN, `closed before ${what}`);
      await within(
        what,
        new Promise((resolve, reject) => this.#waiting.push({ resolve, reject })),
      );
    }
    return this.#heard.shift();
  }

  /** The next message but for questions of the heartbeat, which it answers. */
  async nextButPings(what) {
    let heard;
    while ((heard = await this.next(what)) === '2') this.send('3');
    return heard;
  }

  async hears(expected) {
    assert.deepEqual(await this.next(JSON.stringify(expected)), expected);
  }

  /** Waits for its end; `{ code, reason }`. */
  closed() {
    return within('the end of the WebSocket', this.ending);
  }
}

/** What a WebSocket to `address` is refused with: `{ status, text, headers }`. */
export function refusal(address, headers = {}) {
  const raw = new WebSocket(address, { headers });
  return within(
    'a refusal',
    new Promise((resolve, reject) => {
      raw.on('open', () => {
        raw.terminate();
        reject(new Error('it opened'));
      });
      raw.on('error', reject);
      raw.on('unexpected-response', (_, response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          const { statusCode: status, headers } = response;
          resolve({ status, text, headers });
          raw.on('error', () => {});
          raw.terminate();
        });
      });
    }),
  );
}
