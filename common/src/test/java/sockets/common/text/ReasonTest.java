package sockets.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {
    /**
     * What Java throws, by system: the class, the message, the reason. On Linux and macOS the
     * message is strerror(3)'s; on Windows Java has a table of its own, with the call behind it,
     * and gives the system's words for what fails in read, write and accept.
     */
    private static final String MESSAGES =
            """
            Linux   | Bind        | Address already in use | EADDRINUSE
            Linux   | Bind        | La dirección ya se está usando | EADDRINUSE
            Linux   | Bind        | Cannot assign requested address | EADDRNOTAVAIL
            Linux   | Bind        | Permission denied | EACCES
            Linux   | Bind        | Permiso denegado | EACCES
            Linux   | Connect     | Connection refused | ECONNREFUSED
            Linux   | Connect     | Conexión rehusada | ECONNREFUSED
            Linux   | Connect     | Connection timed out | ETIMEDOUT
            Linux   | Connect     | Expiró el tiempo de conexión | ETIMEDOUT
            Linux   | Connect     | Transport endpoint is not connected | ENOTCONN
            Linux   | NoRoute     | No route to host | EHOSTUNREACH
            Linux   | Socket      | Network is unreachable | ENETUNREACH
            Linux   | Socket      | La red es inaccesible | ENETUNREACH
            Linux   | Socket      | Connection reset | ECONNRESET
            Linux   | Socket      | Software caused connection abort | ECONNABORTED
            Linux   | Socket      | Network dropped connection on reset | ECONNRESET
            Linux   | Socket      | Message too long | EMSGSIZE
            Linux   | Socket      | Mensaje demasiado largo | EMSGSIZE
            Linux   | Socket      | Operation not permitted | EPERM
            Linux   | Socket      | Invalid argument | EINVAL
            Linux   | Socket      | No such device | ENODEV
            Linux   | Socket      | No existe el dispositivo | ENODEV
            Linux   | Socket      | Protocol not available | ENOPROTOOPT
            Linux   | Socket      | Address family not supported by protocol | EAFNOSUPPORT
            Linux   | Socket      | No buffer space available | ENOBUFS
            Linux   | Socket      | Host is down | EHOSTDOWN
            Linux   | IO          | Connection reset by peer | ECONNRESET
            Linux   | IO          | Broken pipe | EPIPE
            Linux   | IO          | Tubería rota | EPIPE
            Linux   | IO          | Too many open files | EMFILE
            Linux   | IO          | No space left on device | ENOSPC
            Linux   | UnknownHost | nosuch: Name or service not known | EAI_NONAME
            Linux   | UnknownHost | nosuch: Temporary failure in name resolution | EAI_AGAIN
            macOS   | Bind        | Address already in use | EADDRINUSE
            macOS   | Bind        | Can't assign requested address | EADDRNOTAVAIL
            macOS   | Bind        | Permission denied | EACCES
            macOS   | Connect     | Connection refused | ECONNREFUSED
            macOS   | Connect     | Operation timed out | ETIMEDOUT
            macOS   | Connect     | Socket is not connected | ENOTCONN
            macOS   | NoRoute     | No route to host | EHOSTUNREACH
            macOS   | Socket      | Host is down | EHOSTDOWN
            macOS   | Socket      | Network is unreachable | ENETUNREACH
            macOS   | Socket      | Network is down | ENETDOWN
            macOS   | Socket      | Connection reset | ECONNRESET
            macOS   | Socket      | Message too long | EMSGSIZE
            macOS   | Socket      | No buffer space available | ENOBUFS
            macOS   | Socket      | Address family not supported by protocol family | EAFNOSUPPORT
            macOS   | Socket      | Can't send after socket shutdown | EPIPE
            macOS   | IO          | Connection reset by peer | ECONNRESET
            macOS   | IO          | Broken pipe | EPIPE
            macOS   | IO          | Too many open files in system | EMFILE
            macOS   | UnknownHost | nosuch: nodename nor servname provided, or not known | EAI_NONAME
            Windows | Bind        | Address already in use: bind | EADDRINUSE
            Windows | Bind        | Cannot assign requested address: bind | EADDRNOTAVAIL
            Windows | Socket      | Permission denied: bind | EACCES
            Windows | Connect     | Connection refused: connect | ECONNREFUSED
            Windows | Connect     | Connection refused: getsockopt | ECONNREFUSED
            Windows | Connect     | Connection refused: no further information | ECONNREFUSED
            Windows | Connect     | Connection timed out: connect | ETIMEDOUT
            Windows | Connect     | Connection timed out: no further information | ETIMEDOUT
            Windows | NoRoute     | No route to host: connect | EHOSTUNREACH
            Windows | Socket      | Network is unreachable: connect | ENETUNREACH
            Windows | Socket      | Network is unreachable: no further information | ENETUNREACH
            Windows | Socket      | Host is down: connect | EHOSTDOWN
            Windows | Socket      | Network is down: connect | ENETDOWN
            Windows | Socket      | Invalid argument: connect | EINVAL
            Windows | Socket      | Too many open files: socket | EMFILE
            Windows | Socket      | Software caused connection abort: no further information | ECONNABORTED
            Windows | Socket      | Connection reset | ECONNRESET
            Windows | Socket      | Network dropped connection on reset: no further information | ECONNRESET
            Windows | Socket      | Socket is not connected: shutdown | ENOTCONN
            Windows | Socket      | Cannot send after socket shutdown: no further information | EPIPE
            Windows | Socket      | Bad protocol option: setsockopt | ENOPROTOOPT
            Windows | Socket      | Resource temporarily unavailable: no further information | EAGAIN
            Windows | Socket      | Address family not supported by protocol family: socket | EAFNOSUPPORT
            Windows | Socket      | No buffer space available (maximum connections reached?): connect | ENOBUFS
            Windows | Socket      | The message is larger than the maximum supported by the underlying transport: no further information | EMSGSIZE
            Windows | Socket      | Message too long: no further information | EMSGSIZE
            Windows | IO          | Connection reset by peer | ECONNRESET
            Windows | IO          | An established connection was aborted by the software in your host machine | ECONNABORTED
            Windows | IO          | Se ha anulado una conexión establecida por el software en su equipo host | ECONNABORTED
            Windows | IO          | An existing connection was forcibly closed by the remote host | ECONNRESET
            Windows | IO          | Se ha forzado la interrupción de una conexión existente por el host remoto | ECONNRESET
            Windows | IO          | No connection could be made because the target machine actively refused it | ECONNREFUSED
            Windows | IO          | No se puede establecer una conexión ya que el equipo de destino denegó expresamente dicha conexión | ECONNREFUSED
            Windows | IO          | A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond | ETIMEDOUT
            Windows | IO          | Se produjo un error durante el intento de conexión ya que la parte conectada no respondió adecuadamente tras un periodo de tiempo, o bien se produjo un error en la conexión establecida ya que el host conectado no ha podido responder | ETIMEDOUT
            Windows | IO          | A socket operation was attempted to an unreachable network | ENETUNREACH
            Windows | IO          | Se ha intentado una operación de socket en una red no accesible | ENETUNREACH
            Windows | IO          | A socket operation was attempted to an unreachable host | EHOSTUNREACH
            Windows | IO          | Se ha intentado una operación de socket en un host no accesible | EHOSTUNREACH
            Windows | IO          | A socket operation encountered a dead network | ENETDOWN
            Windows | IO          | An attempt was made to access a socket in a way forbidden by its access permissions | EACCES
            Windows | IO          | Intento de acceso a un socket no permitido por sus permisos de acceso | EACCES
            Windows | IO          | Only one usage of each socket address (protocol/network address/port) is normally permitted | EADDRINUSE
            Windows | IO          | Solo se permite un uso de cada dirección de socket (protocolo/dirección de red/puerto) | EADDRINUSE
            Windows | IO          | The requested address is not valid in its context | EADDRNOTAVAIL
            Windows | IO          | La dirección solicitada no es válida en este contexto | EADDRNOTAVAIL
            Windows | IO          | An operation on a socket could not be performed because the system lacked sufficient buffer space or because a queue was full | ENOBUFS
            Windows | IO          | A request to send or receive data was disallowed because the socket is not connected and (when sending on a datagram socket using a sendto call) no address was supplied | ENOTCONN
            Windows | IO          | A request to send or receive data was disallowed because the socket had already been shut down in that direction with a previous shutdown call | EPIPE
            Windows | IO          | A message sent on a datagram socket was larger than the internal message buffer or some other network limit, or the buffer used to receive a datagram into was smaller than the datagram itself | EMSGSIZE
            Windows | IO          | An invalid argument was supplied | EINVAL
            Windows | IO          | Too many open sockets | EMFILE
            Windows | IO          | The pipe is being closed | EPIPE
            Windows | IO          | Se está cerrando la canalización | EPIPE
            Windows | IO          | The pipe has been ended | EPIPE
            Windows | IO          | La canalización se ha terminado | EPIPE
            Windows | IO          | There is not enough space on the disk | ENOSPC
            Windows | IO          | Espacio en disco insuficiente | ENOSPC
            Windows | FileNotFound | a.json (The system cannot find the file specified) | ENOENT
            Windows | FileNotFound | a.json (El sistema no puede encontrar el archivo especificado) | ENOENT
            Windows | FileNotFound | b/a.json (The system cannot find the path specified) | ENOENT
            Windows | FileNotFound | b/a.json (El sistema no puede encontrar la ruta especificada) | ENOENT
            Windows | FileNotFound | a.json (Access is denied) | EACCES
            Windows | FileNotFound | a.json (Acceso denegado) | EACCES
            Windows | UnknownHost | No such host is known (nosuch) | EAI_NONAME
            Windows | UnknownHost | Host desconocido (nosuch) | EAI_NONAME
            Windows | UnknownHost | nosuch: This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server | EAI_AGAIN
            """;

    private static final Map<String, Function<String, IOException>> CLASSES =
            Map.of(
                    "Bind", BindException::new,
                    "Connect", ConnectException::new,
                    "NoRoute", NoRouteToHostException::new,
                    "Socket", SocketException::new,
                    "UnknownHost", UnknownHostException::new,
                    "FileNotFound", FileNotFoundException::new,
                    "IO", IOException::new);

    static Stream<String> messages() {
        return MESSAGES.lines();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void knowsTheMessagesOfEachSystem(String row) {
        List<String> cells = Arrays.stream(row.split("\\|")).map(String::trim).toList();
        IOException thrown = CLASSES.get(cells.get(1)).apply(cells.get(2));
        assertEquals(Reason.valueOf(cells.get(3)), Reason.of(thrown), row);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void noReasonTakesTheMessagesOfAnother(Reason reason) {
        for (String message : reason.messages())
            assertEquals(reason, Reason.of(new IOException(message)), message);
    }

    @Test
    void trustsTheClassWhereTheMessageSaysNothing() {
        assertEquals(Reason.ECONNREFUSED, Reason.of(new PortUnreachableException()));
        assertEquals(Reason.ETIMEDOUT, Reason.of(new SocketTimeoutException("Connect timed out")));
        assertEquals(Reason.ECONNREFUSED, Reason.of(new ConnectException("Verbindung verweigert")));
        assertEquals(Reason.EHOSTUNREACH, Reason.of(new NoRouteToHostException()));
        assertEquals(Reason.EAI_NONAME, Reason.of(new UnknownHostException("nosuch")));
        assertEquals(Reason.EIO, Reason.of(new IOException((String) null)));
    }

    @Test
    void neverPrintsAMessageRaw() {
        Failure failure = new Failure("read", "host\033[1m", new IOException("\033[2J"));
        assertEquals("read host\\x1b[1m: Input/output error", failure.line(new Texts("en")));
    }
}
