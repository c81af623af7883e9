package sockets.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Runs a jar as Java 8 does, as far as its class files go: {@code OldJava JAR VERSION ARGUMENTS},
 * with the version that Java tells of itself.
 */
final class OldJava extends URLClassLoader {
    /** The class files of Java 8: minor and major version behind the magic number. */
    static final int NEWEST = 52;

    private OldJava(URL jar) {
        super(new URL[] {jar}, getPlatformClassLoader());
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("java.specification.version", args[1]);
        try (OldJava old = new OldJava(Path.of(args[0]).toUri().toURL())) {
            String[] none = {};
            old.loadClass("sockets.common.Start")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) none);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in != null && version(in) > NEWEST) throw new UnsupportedClassVersionError(name);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        return super.findClass(name);
    }

    /** The major version of a class file (JVMS 4.1): two bytes behind six others. */
    static int version(InputStream in) throws IOException {
        byte[] head = in.readNBytes(8);
        return (head[6] & 0xff) << 8 | head[7] & 0xff;
    }
}
