// A guest of chapter 12's chat, by the official client: each line that is
// typed is said.

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { io } from 'socket.io-client';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8888' } } });

// ANCHOR: guest
const socket = io(`http://localhost:${values.port}`);

socket.on('connect', () => console.log('connected; type something'));
socket.on('chat message', (text) => console.log(text));
socket.on('disconnect', (reason) => console.log(`left: ${reason}`));

createInterface({ input: process.stdin })
  .on('line', (line) => socket.emit('chat message', line))
  .on('close', () => socket.disconnect());
// ANCHOR_END: guest
