package sockets.trace.program;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes of a program whose calls are explained: apart from ours, and looked at. */
final class ProgramLoader extends URLClassLoader {
    /** Sockets whose calls do not go through a provider. */
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "java/net/(Socket|ServerSocket|DatagramSocket|MulticastSocket|http/HttpClient"
                            + "|URLConnection|HttpURLConnection)"
                            + "|java/nio/channels/Asynchronous(Server)?SocketChannel");

    private final Map<String, byte[]> compiled;
    private final BiConsumer<String, String> unseen;
    private boolean told;

    /**
     * @param compiled classes that are in memory, by name
     * @param classPath of the others
     * @param unseen is told once, of the first class that uses sockets which cannot be told of, and
     *     of which
     */
    ProgramLoader(
            Map<String, byte[]> compiled, String classPath, BiConsumer<String, String> unseen) {
        super(urls(classPath), ClassLoader.getPlatformClassLoader());
        this.compiled = compiled;
        this.unseen = unseen;
    }

    private static URL[] urls(String classPath) {
        List<URL> urls = new ArrayList<>();
        try {
            for (String word : classPath.split(File.pathSeparator))
                if (!word.isEmpty()) urls.add(Path.of(word).toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
        return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) bytes = read(name);
        look(name, bytes);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        URL url = findResource(name.replace('.', '/') + ".class");
        if (url == null) throw new ClassNotFoundException(name);
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private synchronized void look(String name, byte[] bytes) {
        if (told) return;
        try {
            String used = unseen(new DataInputStream(new ByteArrayInputStream(bytes)));
            if (used == null) return;
            told = true;
            unseen.accept(name, used);
        } catch (IOException e) {
            // not a class file: Java says so
        }
    }

    /** The first such class that a class file's constant pool names; Java VM specification 4.4. */
    private static String unseen(DataInputStream in) throws IOException {
        in.skipBytes(8);
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    Matcher name = UNSEEN.matcher(in.readUTF());
                    if (name.matches()) return name.group().replace('/', '.');
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    // a long or double takes two places
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                default -> throw new IOException("tag " + tag);
            }
        }
        return null;
    }
}
