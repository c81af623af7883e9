package sockets.threadedserver;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/** Where the threads of the clients come from: {@code --threads platform|virtual|pool[:N]}. */
final class ClientThreads {
    private static final int POOL = 20;

    private final int most;
    private final boolean virtual;
    private Executor executor = ClientThreads::startPlatform;

    private ClientThreads(int most, boolean virtual) {
        this.most = most;
        this.virtual = virtual;
    }

    /** A thread of the operating system for each client. */
    static ClientThreads platform() {
        return new ClientThreads(Integer.MAX_VALUE, false);
    }

    private static void startPlatform(Runnable task) {
        new Thread(task).start();
    }

    /** Reads the option's value. */
    static final class Kind implements ITypeConverter<ClientThreads> {
        @Override
        public ClientThreads convert(String value) {
            if (value.equals("platform")) return platform();
            if (value.equals("virtual")) return new ClientThreads(Integer.MAX_VALUE, true);
            if (value.equals("pool")) return new ClientThreads(POOL, false);
            if (value.startsWith("pool:"))
                return new ClientThreads(new PoolSize().convert(value.substring(5)), false);
            throw new TypeConversionException("must be platform, virtual or pool[:N]");
        }
    }

    private static final class PoolSize extends Values.Small {
        PoolSize() {
            super("a number of threads", 1, 32768);
        }
    }

    /** How many clients can have a thread at the same time. */
    int most() {
        return most;
    }

    /** Makes ready what the kind needs of this Java. */
    void prepare() throws Failure {
        if (most != Integer.MAX_VALUE) executor = Executors.newFixedThreadPool(most);
        if (virtual) executor = virtualThreads();
    }

    /** How to see them; virtual ones are not threads of the system. */
    void hints(Console console) {
        String pid = String.valueOf(ProcessHandle.current().pid());
        if (!virtual) console.hint("threads", pid);
    }

    /** By reflection: this program is compiled for Java 17, which does not know them. */
    private static Executor virtualThreads() throws Failure {
        try {
            // in 19 and 20 they were there, but not yet for everybody
            if (Runtime.version().feature() < 21) throw new NoSuchMethodException();
            Method maker = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (Executor) maker.invoke(null);
        } catch (ReflectiveOperationException e) {
            String java = " in Java " + System.getProperty("java.version");
            throw new Failure("Thread.ofVirtual", "--threads virtual", Reason.ENOSYS, java)
                    .hint("hint.virtual");
        }
    }

    /** Starts a task in a thread that bears a name as long as it does this. */
    void start(String name, Runnable task) throws Failure {
        try {
            executor.execute(() -> runAs(name, task));
        } catch (OutOfMemoryError e) {
            // Java's word for pthread_create: the system gives no more threads
            throw new Failure("pthread_create", name, Reason.EAGAIN, "");
        }
    }

    private static void runAs(String name, Runnable task) {
        Thread thread = Thread.currentThread();
        String own = thread.getName();
        thread.setName(name);
        task.run();
        thread.setName(own);
    }
}
