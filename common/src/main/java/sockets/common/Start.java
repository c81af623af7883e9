package sockets.common;

/**
 * Where each jar begins. It is compiled for Java 8, so that a Java that is too old for the rest can
 * still say so, and hands over to the program's own class, which the jar's manifest names.
 */
public final class Start {
    private static final int NEEDED = 17;

    private Start() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        // both titles are in the manifest, which Java has read by now
        Package jar = Start.class.getPackage();
        String version = System.getProperty("java.specification.version");
        if (number(version) < NEEDED) {
            String error = jar.getImplementationTitle() + ": java: version " + number(version);
            // the language is not known yet: in both
            System.err.println(
                    error + " is too old (Java 17 or later is needed: https://adoptium.net)");
            System.err.println(
                    error + " is too old (hace falta Java 17 o posterior: https://adoptium.net)");
            System.exit(1);
        }
        Class<?> program = Class.forName(jar.getSpecificationTitle());
        ((Main) program.getDeclaredConstructor().newInstance()).start(args);
    }

    /**
     * The program's own class. Java calls a method of an object sooner than one that it looks up.
     */
    public interface Main {
        void start(String[] args);
    }

    /** 17 of "17", 8 of "1.8". */
    private static int number(String version) {
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }
}
