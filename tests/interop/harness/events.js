// Socket.IO packets, as they stand in Engine.IO messages (`4…`).

import assert from 'node:assert/strict';
import { Socket } from './websocket.js';

/** The `"/custom,"` of a packet; nothing for `/`. */
export const inside = (namespace) => (namespace === '/' ? '' : `${namespace},`);

/** A session of revision 4 that has joined a namespace, by a WebSocket. */
export async function joined(t, server, namespace = '/') {
  const socket = await Socket.session(t, server);
  await join(socket, { namespace });
  return socket;
}

/** A session of revision 3, which is in `/` without having asked for it. */
export async function oldJoined(t, server) {
  const socket = await Socket.session(t, server, { eio: 3 });
  await socket.hears('40');
  await socket.hears('42["auth",{}]');
  return socket;
}

/** Joins, and is told so; the socket's id. */
export async function join(socket, { namespace = '/', auth } = {}) {
  const place = inside(namespace);
  socket.send(`40${place}${auth === undefined ? '' : JSON.stringify(auth)}`);
  const answer = await socket.nextButPings(`the answer to a CONNECT of ${namespace}`);
  assert.ok(answer.startsWith(`40${place}{`), answer);
  const told = JSON.parse(answer.slice(2 + place.length));
  assert.deepEqual(Object.keys(told), ['sid']);
  assert.equal(typeof told.sid, 'string');
  const greeting = `42${place}["auth",${JSON.stringify(auth ?? {})}]`;
  assert.equal(await socket.nextButPings(greeting), greeting);
  return told.sid;
}

/** That the session, and `/`, goes on. */
export async function goesOn(socket) {
  socket.send('42["message","still here"]');
  await socket.hears('42["message-back","still here"]');
}
