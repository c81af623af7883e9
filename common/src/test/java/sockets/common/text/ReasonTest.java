package sockets.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void readsMessagesOfBothLanguages() {
        assertEquals(Reason.EADDRINUSE, of(new BindException("Address already in use")));
        assertEquals(Reason.EADDRINUSE, of(new BindException("La dirección ya se está usando")));
        assertEquals(Reason.EACCES, of(new BindException("Permiso denegado")));
        assertEquals(Reason.EMSGSIZE, of(new SocketException("Mensaje demasiado largo")));
        assertEquals(Reason.ENETUNREACH, of(new SocketException("La red es inaccesible")));
        assertEquals(Reason.ECONNRESET, of(new SocketException("Connection reset")));
        assertEquals(Reason.EPIPE, of(new IOException("Tubería rota")));
        assertEquals(Reason.ETIMEDOUT, of(new ConnectException("Expiró el tiempo de conexión")));
    }

    @Test
    void readsMessagesOfWindows() {
        assertEquals(Reason.EADDRINUSE, of(new BindException("Address already in use: bind")));
        assertEquals(Reason.ECONNREFUSED, of(new ConnectException("Connection refused: connect")));
    }

    @Test
    void trustsTheClassWhereTheMessageSaysNothing() {
        assertEquals(Reason.ECONNREFUSED, of(new PortUnreachableException()));
        assertEquals(Reason.ECONNREFUSED, of(new ConnectException("Verbindung verweigert")));
        assertEquals(Reason.EHOSTUNREACH, of(new NoRouteToHostException()));
        assertEquals(Reason.EAI_NONAME, of(new UnknownHostException("nosuch")));
        assertEquals(Reason.EIO, of(new IOException((String) null)));
    }

    @Test
    void neverPrintsAMessageRaw() {
        Failure failure = new Failure("read", "host\033[1m", new IOException("\033[2J"));
        assertEquals("read host\\x1b[1m: Input/output error", failure.line(new Texts("en")));
    }

    private static Reason of(IOException e) {
        return Reason.of(e);
    }
}
