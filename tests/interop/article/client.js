// The client half of the article's program, on the port that it is given.
const net = require('net');
const PORT = Number(process.argv[2] ?? 8888);

const client = net.createConnection({ port: PORT }, () => {
  console.log('created client');
  setInterval(() => {
    client.write('ping');
  }, 1000);
});

client.on('data', (data) => {
  console.log('client got data', data.toString());
});
