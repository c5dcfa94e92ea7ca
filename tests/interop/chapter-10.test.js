// Chapter 10 as Engine.IO's protocol document wants a server, in both of its
// revisions.

import { conforms } from './harness/server.js';
import { handshake } from './engine/handshake.js';
import { polling } from './engine/polling.js';
import { refusals } from './engine/refusals.js';
import { websocket } from './engine/websocket.js';

conforms('chapter-10', {
  'the handshake': handshake,
  'what is refused': refusals,
  'messages by polling': polling,
  'messages by WebSocket': websocket,
});
