const net = require('net');
const PORT = 8888;

const server = net.createServer((socket) => {
  console.log('created server');
  socket.on('data', (data) => {
    socket.write('pong\n');
  });
  socket.pipe(connection);
});

server.listen(PORT);

const client = net.createConnection({ port: PORT }, () => {
  console.log('created client');
  setInterval(() => {
    client.write('ping');
  }, 1000);
});

client.on('data', (data) => {
  console.log('client got data', data.toString());
});
