DatagramSocket socket = new DatagramSocket(3500);
// the effect of the option; Java gets it with poll | el efecto de la opción; Java lo logra con poll
socket.setSoTimeout(500);
try {
    socket.receive(new DatagramPacket(new byte[1024], 1024));
} catch (SocketTimeoutException e) {
    System.out.println("nothing came in half a second");
}
