// What no server can mend: an official client that loses its new WebSocket
// while it leaves polling. A server of a few lines is gone at that moment.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { Client } from './harness/clients.js';
import { within } from './harness/within.js';

const OPEN = {
  sid: 'x',
  upgrades: ['websocket'],
  pingInterval: 1500,
  pingTimeout: 1500,
  maxPayload: 1_000_000,
};

/** Answers the first two polls, and keeps the third. */
async function serve(t) {
  const answers = [`0${JSON.stringify(OPEN)}`, '40{"sid":"y"}\x1e42["auth",{}]'];
  const server = createServer((request, response) => {
    if (request.method === 'POST') request.resume().on('end', () => response.end('ok'));
    else if (answers.length > 0) response.end(answers.shift());
    else server.emit('third poll', response);
  });
  t.after(() => server.close().closeAllConnections());
  await once(server.listen(0, 'localhost'), 'listening');
  return server;
}

test('an official client that loses its WebSocket in the middle of an upgrade notices by the heartbeat', async (t) => {
  const server = await serve(t);
  const sockets = new WebSocketServer({ server });
  const third = once(server, 'third poll');
  const probed = new Promise((resolve) => {
    sockets.on('connection', (socket) => {
      socket.once('message', (text) => resolve({ socket, probe: text.toString() }));
    });
  });
  const origin = `http://localhost:${server.address().port}`;
  const kind = { age: '4.8', transports: ['polling', 'websocket'] };
  const client = await Client.connect(t, { origin }, kind);
  const { engine } = client.socket.io;
  const [upgrading, failed] = ['upgrading', 'upgradeError'].map((event) => {
    return new Promise((resolve) => engine.once(event, resolve));
  });
  const [poll] = await within('a third poll', third);
  const { socket, probe } = await within('a probe', probed);
  assert.equal(probe, '2probe');
  socket.send('3probe');
  await within('the upgrade', upgrading);
  // It waits for its last poll, and polls no more.
  socket.terminate();
  await within('the end of the WebSocket', failed);
  poll.end('6');
  await within('the end of that poll', once(poll, 'finish'));
  server.close().closeAllConnections();
  await within('the end of all connections', once(server, 'close'));
  assert.ok(client.socket.connected, 'it believes that the server is there');
  const [reason] = await client.next('disconnect');
  assert.equal(reason, 'ping timeout');
});
