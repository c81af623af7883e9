package sockets.common.text;

import java.io.EOFException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * Why a socket call failed, by its errno name and the text of strerror(3).
 *
 * <p>Java keeps no errno: only an exception class and a message, and that message comes in the
 * system's language ("Conexión rehusada"). So the class decides where it can, and where only the
 * message tells, this is the one table in which it is looked up. Messages are never printed raw.
 */
public enum Reason {
    EPERM("Operation not permitted", "Operación no permitida"),
    EAGAIN("Resource temporarily unavailable", "Recurso no disponible temporalmente"),
    EACCES("Permission denied", "Permiso denegado"),
    ENOENT("No such file or directory", "No existe el fichero o el directorio"),
    ENOTDIR("Not a directory", "No es un directorio"),
    EISDIR("Is a directory", "Es un directorio"),
    EINVAL("Invalid argument", "Argumento inválido"),
    EFBIG("File too large", "Fichero demasiado grande"),
    ENOSPC("No space left on device", "No queda espacio en el dispositivo"),
    EMFILE("Too many open files", "Demasiados ficheros abiertos"),
    EPIPE("Broken pipe", "Tubería rota"),
    EMSGSIZE("Message too long", "Mensaje demasiado largo"),
    ENOPROTOOPT("Protocol not available", "Protocolo no disponible"),
    ENOSYS("Function not implemented", "Función no implementada"),
    EAFNOSUPPORT(
            "Address family not supported by protocol",
            "Esta familia de direcciones no está soportada por el protocolo"),
    EADDRINUSE("Address already in use", "La dirección ya se está usando"),
    EADDRNOTAVAIL("Cannot assign requested address", "No se puede asignar la dirección solicitada"),
    ENETDOWN("Network is down", "La red no está activa"),
    ENETUNREACH("Network is unreachable", "La red es inaccesible"),
    ECONNABORTED("Software caused connection abort", "El programa provocó el fin de la conexión"),
    // "Connection reset" is Java's own text, never translated; the long ones are strerror's
    ECONNRESET(
            "Connection reset by peer",
            "Conexión reinicializada por la máquina remota",
            "Connection reset"),
    ENOBUFS("No buffer space available", "No queda espacio para memoria intermedia"),
    ENOTCONN(
            "Transport endpoint is not connected",
            "El otro extremo de la conexión no está conectado"),
    ETIMEDOUT("Connection timed out", "Expiró el tiempo de conexión"),
    ECONNREFUSED("Connection refused", "Conexión rehusada"),
    EHOSTDOWN("Host is down", "El `host' no está operativo"),
    EHOSTUNREACH("No route to host", "No existe ninguna ruta hasta el `host'"),
    EAI_AGAIN("Temporary failure in name resolution", "Fallo temporal en la resolución del nombre"),
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

    private final String text;
    private final String[] others;

    Reason(String text, String... others) {
        this.text = text;
        this.others = others;
    }

    /** The English text of strerror(3), as it is printed whatever the language. */
    public String text() {
        return text;
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
        for (Reason reason : values()) if (reason.isIn(message)) return reason;
        if (e instanceof UnknownHostException) return EAI_NONAME;
        if (e instanceof java.net.NoRouteToHostException) return EHOSTUNREACH;
        if (e instanceof java.net.ConnectException) return ECONNREFUSED;
        if (e instanceof java.net.BindException) return EADDRNOTAVAIL;
        return EIO;
    }

    private boolean isIn(String message) {
        if (message.contains(text)) return true;
        for (String other : others) if (message.contains(other)) return true;
        return false;
    }
}
