// The server half of the article's program, without the line that breaks it
// (`socket.pipe(connection)`), on the port that it is given.
const net = require('net');
const PORT = Number(process.argv[2] ?? 8888);

const server = net.createServer((socket) => {
  console.log('created server');
  socket.on('data', (data) => {
    socket.write('pong\n');
  });
});

server.listen(PORT, () => {
  console.log('listening on', server.address().port);
});
