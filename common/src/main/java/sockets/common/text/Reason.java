package sockets.common.text;

import java.io.EOFException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Why a socket call failed, by its errno name and the text of strerror(3).
 *
 * <p>Java keeps no errno: only an exception class and a message, and that message comes in the
 * words, and often the language, of the system ("Conexión rehusada"). So the class decides where it
 * can, and where only the message tells, this is the one table in which it is looked up: Linux in
 * English, which is what is printed, and in Spanish; then what differs on macOS; then on Windows,
 * where Java has words of its own for most calls, and for read, write and accept gives those of the
 * system. Messages are never printed raw.
 */
public enum Reason {
    EPERM("Operation not permitted", "Operación no permitida"),
    EAGAIN("Resource temporarily unavailable", "Recurso no disponible temporalmente"),
    EACCES(
            "Permission denied",
            "Permiso denegado",
            "in a way forbidden by its access permissions",
            "no permitido por sus permisos de acceso",
            "Access is denied",
            "Acceso denegado"),
    ENOENT(
            "No such file or directory",
            "No existe el fichero o el directorio",
            "The system cannot find the file specified",
            "El sistema no puede encontrar el archivo especificado",
            "The system cannot find the path specified",
            "El sistema no puede encontrar la ruta especificada"),
    ENODEV("No such device", "No existe el dispositivo"),
    ENOTDIR("Not a directory", "No es un directorio"),
    EISDIR("Is a directory", "Es un directorio"),
    EINVAL("Invalid argument", "Argumento inválido", "An invalid argument was supplied"),
    EFBIG("File too large", "Fichero demasiado grande"),
    ENOSPC(
            "No space left on device",
            "No queda espacio en el dispositivo",
            "There is not enough space on the disk",
            "Espacio en disco insuficiente"),
    EMFILE("Too many open files", "Demasiados ficheros abiertos", "Too many open sockets"),
    // with ESHUTDOWN, which macOS and Windows have for a side that was shut down here
    EPIPE(
            "Broken pipe",
            "Tubería rota",
            "Can't send after socket shutdown",
            "Cannot send after socket shutdown",
            "already been shut down in that direction",
            "The pipe is being closed",
            "Se está cerrando la canalización",
            "The pipe has been ended",
            "La canalización se ha terminado"),
    EMSGSIZE(
            "Message too long",
            "Mensaje demasiado largo",
            "The message is larger than the maximum supported by the underlying transport",
            "larger than the internal message buffer or some other network limit"),
    ENOPROTOOPT("Protocol not available", "Protocolo no disponible", "Bad protocol option"),
    ENOSYS("Function not implemented", "Función no implementada"),
    // macOS and Windows go on: "protocol family"
    EAFNOSUPPORT(
            "Address family not supported by protocol",
            "Esta familia de direcciones no está soportada por el protocolo"),
    EADDRINUSE(
            "Address already in use",
            "La dirección ya se está usando",
            "Only one usage of each socket address",
            "permite un uso de cada dirección de socket"),
    EADDRNOTAVAIL(
            "Cannot assign requested address",
            "No se puede asignar la dirección solicitada",
            "Can't assign requested address",
            "The requested address is not valid in its context",
            "La dirección solicitada no es válida en este contexto"),
    ENETDOWN(
            "Network is down",
            "La red no está activa",
            "A socket operation encountered a dead network"),
    ENETUNREACH(
            "Network is unreachable",
            "La red es inaccesible",
            "A socket operation was attempted to an unreachable network",
            "una operación de socket en una red no accesible"),
    ECONNABORTED(
            "Software caused connection abort",
            "El programa provocó el fin de la conexión",
            "An established connection was aborted by the software in your host",
            "Se ha anulado una conexión establecida por el software en su equipo host"),
    // "Connection reset" is Java's own text, never translated; the long ones are the systems'
    ECONNRESET(
            "Connection reset by peer",
            "Conexión reinicializada por la máquina remota",
            "Connection reset",
            "An existing connection was forcibly closed by the remote host",
            "Se ha forzado la interrupción de una conexión existente por el host remoto",
            "Network dropped connection on reset"),
    ENOBUFS(
            "No buffer space available",
            "No queda espacio para memoria intermedia",
            "the system lacked sufficient buffer space"),
    ENOTCONN(
            "Transport endpoint is not connected",
            "El otro extremo de la conexión no está conectado",
            "Socket is not connected",
            "because the socket is not connected"),
    ETIMEDOUT(
            "Connection timed out",
            "Expiró el tiempo de conexión",
            "Operation timed out",
            "the connected party did not properly respond after a period of time",
            "la parte conectada no respondió adecuadamente tras un periodo de tiempo"),
    ECONNREFUSED(
            "Connection refused",
            "Conexión rehusada",
            "the target machine actively refused it",
            "el equipo de destino denegó expresamente dicha conexión"),
    EHOSTDOWN("Host is down", "El `host' no está operativo"),
    EHOSTUNREACH(
            "No route to host",
            "No existe ninguna ruta hasta el `host'",
            "A socket operation was attempted to an unreachable host",
            "una operación de socket en un host no accesible"),
    EAI_AGAIN(
            "Temporary failure in name resolution",
            "Fallo temporal en la resolución del nombre",
            "This is usually a temporary error during hostname resolution"),
    /** The name has addresses, but none of the family that is asked for. */
    EAI_ADDRFAMILY("Address family for hostname not supported"),
    EAI_NONAME("Name or service not known", "Nombre o servicio desconocido"),
    /** No errno: the peer said nothing within the time that the user allowed. */
    NO_ANSWER("no answer"),
    /** No errno: a socket whose peer is itself, for its own port is the one it asks for. */
    SELF("this is our own port, nobody else has it"),
    /** An echo with other bytes. */
    OTHER_BYTES("not what was sent"),
    /** A process that ended when it should have gone on. */
    ENDED("it ended"),
    /** Files that should be JSON, and should be what load wrote. */
    NOT_PROFILE("not a profile"),
    NOT_JSON("not JSON"),
    NOT_LOAD("not a result of load"),
    /** A Java without any font, as in a small container: it cannot measure a text. */
    NO_FONTS("no fonts on this machine"),
    EOF("end of file"),
    EIO("Input/output error", "Error de entrada/salida");

    private final List<String> messages;

    Reason(String... messages) {
        this.messages = List.of(messages);
    }

    /** The English text of strerror(3) on Linux, as it is printed whatever the language. */
    public String text() {
        return messages.get(0);
    }

    /** What the message of an exception holds if this is its reason. */
    List<String> messages() {
        return messages;
    }

    /** The reason of a name; EIO for an errno that is not in this table. */
    static Reason named(String name) {
        for (Reason reason : values()) if (reason.name().equals(name)) return reason;
        return EIO;
    }

    /** Java has no errno for this one: it looked for IPv6 at its start, and opens no socket. */
    public static boolean isNoIpv6(Exception e) {
        return e instanceof UnsupportedOperationException
                && String.valueOf(e.getMessage()).contains("IPv6");
    }

    /** Finds the reason behind an exception of the JDK. */
    public static Reason of(IOException e) {
        if (e instanceof Failure failure) return failure.reason();
        if (e instanceof PortUnreachableException) return ECONNREFUSED;
        if (e instanceof SocketTimeoutException) return ETIMEDOUT;
        if (e instanceof EOFException) return EOF;
        if (e instanceof java.nio.file.NoSuchFileException) return ENOENT;
        if (e instanceof java.nio.file.AccessDeniedException) return EACCES;
        String message = String.valueOf(e.getMessage());
        for (Reason reason : values())
            if (reason.messages.stream().anyMatch(message::contains)) return reason;
        if (e instanceof UnknownHostException) return EAI_NONAME;
        if (e instanceof java.net.NoRouteToHostException) return EHOSTUNREACH;
        if (e instanceof java.net.ConnectException) return ECONNREFUSED;
        if (e instanceof java.net.BindException) return EADDRNOTAVAIL;
        return EIO;
    }
}
