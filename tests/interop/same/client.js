// The official client, beside
//
//   cargo run -p chapter-11 --example events_same -- wait

import { io } from 'socket.io-client';

const port = process.argv[2] ?? 8888;

// ANCHOR: client
const socket = io(`http://localhost:${port}`);

socket.on('add', (a, b, ack) => ack(a + b));

socket.timeout(5000).emit('add', 2, 3, (error, sum) => {
  console.log(`the client asks: ${error ? error.message : `2 + 3 is ${sum}`}`);
  socket.disconnect();
});
// ANCHOR_END: client
