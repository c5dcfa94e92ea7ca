const socket = new WebSocket('ws://localhost:8888/socket.io/?EIO=3&transport=websocket');
// Open the socket
socket.onopen = (event) => {
  socket.onmessage = (event) => {
    console.log(event.data);
  };

  socket.onclose = (event) => {
    console.log(event);
  };
};
