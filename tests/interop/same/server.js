// The official server, beside
//
//   cargo run -p chapter-11 --example events_same -- ask

import { Server } from 'socket.io';

const port = Number(process.argv[2] ?? 8888);

// ANCHOR: server
const io = new Server(port);

io.on('connection', (socket) => {
  socket.on('add', (a, b, ack) => ack(a + b));

  socket.timeout(5000).emit('add', 2, 3, (error, sum) => {
    console.log(`the server asks: ${error ? error.message : `2 + 3 is ${sum}`}`);
  });
});
// ANCHOR_END: server

io.httpServer.on('listening', () => {
  console.log(`listening on 127.0.0.1:${io.httpServer.address().port}`);
});
