// One HTTP request on a connection of its own, and what came back.

import { request } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { within } from './within.js';

/** `{ status, headers, body, text, json }` */
export function ask(address, { method = 'GET', headers = {}, body } = {}) {
  return within(
    `the answer to ${method} ${address}`,
    new Promise((resolve, reject) => {
      const asked = request(address, { method, headers, agent: false });
      // Whoever is refused may be told before he has said everything.
      asked.on('error', reject);
      asked.on('response', (response) => resolve(read(response)));
      asked.end(body);
    }),
  );
}

async function read(response) {
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  return {
    status: response.statusCode,
    headers: response.headers,
    body,
    text: body.toString(),
    get json() {
      return JSON.parse(this.text);
    },
  };
}

/** A connection for what no HTTP client would do; ends with the test. */
export async function connection(t, server) {
  const socket = connect(server.onPort, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  await within('a connection', once(socket, 'connect'));
  return socket;
}
