// Chapter 10 as Engine.IO's protocol document wants a server, in both of its
// revisions.

import { conforms } from './harness/server.js';
import { closing } from './engine/closing.js';
import { handshake } from './engine/handshake.js';
import { heartbeat } from './engine/heartbeat.js';
import { limits } from './engine/limits.js';
import { oldPolling } from './engine/old-polling.js';
import { oldWebsocket } from './engine/old-websocket.js';
import { origin } from './engine/origin.js';
import { polling } from './engine/polling.js';
import { refusals } from './engine/refusals.js';
import { snippet } from './engine/snippet.js';
import { upgrade } from './engine/upgrade.js';
import { websocket } from './engine/websocket.js';

conforms('chapter-10', {
  'the handshake': handshake,
  'what is refused': refusals,
  'messages by polling': polling,
  'messages by polling, revision 3': oldPolling,
  'messages by WebSocket': websocket,
  'messages by WebSocket, revision 3': oldWebsocket,
  'the heartbeat': heartbeat,
  'the end': closing,
  'the upgrade': upgrade,
  'what is too long': limits,
  'pages of other origins': origin,
  'in a browser': snippet,
});
