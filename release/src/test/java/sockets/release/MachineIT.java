package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.TwoHosts;

/**
 * The machines of docs/machine. The Containerfile is carried out without containers, on top of this
 * system (machine.sh); what its apt-get would fetch is not: scripts/machine.sh makes the real one.
 */
@Timeout(600)
class MachineIT {
    private static final Path FILES = DocumentsIT.ROOT.resolve("docs/machine");

    @TempDir private static Path folder;
    private static Run machine;

    @BeforeAll
    static void build() throws Exception {
        Tools.needNamespaces();
        Tools.need("unzip", "nsenter", "setpriv", "setcap", "locale-gen", "tcpdump", "tshark");
        Tools.need("python3");
        assumeTrue(Files.exists(Path.of("/etc/debian_version")), "needs Debian or one like it");
        // a user who is not root goes through
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String version = System.getProperty("project.version");
        Path zip = DocumentsIT.ROOT.resolve("dist/sockets-" + version + ".zip");
        Run unzip = Run.of("unzip", "-q", zip.toString(), "-d", folder.toString());
        assertEquals(0, unzip.exit(), unzip.err()::toString);

        String script = Path.of("src/test/resources/machine.sh").toAbsolutePath().toString();
        Path home = folder.resolve("sockets-" + version);
        String path = Path.of(Run.java()).getParent() + ":" + System.getenv("PATH");
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "bash", script));
        command.add(home.resolve("docs/machine/Containerfile").toString());
        command.add(home.toString());
        machine = Run.of(command, Map.of("PATH", path));
        machine.awaitOut("built");
    }

    @AfterAll
    static void end() {
        if (machine != null) machine.close();
    }

    /** A command in the machine, as the one who works there, as words of a shell. */
    private static List<String> inside(String command) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target"));
        words.add(String.valueOf(machine.pid()));
        words.addAll(List.of("--mount", "/mnt/enter", "bash", "-c", command));
        return words;
    }

    private static List<String> out(String command) throws InterruptedException {
        Run run = Run.of(inside(command).toArray(String[]::new));
        assertEquals(0, run.exit(), run.err()::toString);
        return run.out();
    }

    @Test
    void whoWorksThereIsNotRootAndSpeaksTheSpanishOfArgentina() throws Exception {
        String said = "id -un; pwd; locale charmap; locale -k LC_IDENTIFICATION | grep territory";
        assertEquals(
                List.of("student", "/home/student/sockets", "UTF-8", "territory=\"Argentina\""),
                out(said));
        assertTrue(out("java -jar dist/udp-echo.jar --help").toString().contains("Uso: "));
        out("touch mine && java -jar dist/sniffer.jar read docs/captures/tcp-echo.pcap >mine");
        // as an interactive shell has it
        assertTrue(out("bash -ic 'udp-echo --version' 2>/dev/null").get(0).contains("udp-echo"));
    }

    @Test
    void capturesWithoutRoot() throws Exception {
        try (TwoHosts hosts = new TwoHosts();
                Run tcpdump = hosts.left(inside("tcpdump -l -n -i lo -c 1 udp port 3500"));
                Run tshark = hosts.left(inside("tshark -l -n -i lo -c 1 udp port 3500"))) {
            tcpdump.awaitErr("listening on lo");
            tshark.awaitErr("Capturing on");
            // tshark says so before its dumpcap captures: it is sent to until both have one
            String send = "java -jar dist/udp-echo.jar client -c 1 -w 1 -m hola; true";
            do assertEquals(0, hosts.left(inside(send)).exit());
            while (!tcpdump.isOut("> 127.0.0.1.3500: UDP, length 4")
                    || !tshark.isOut("3500 Len=4"));
            assertEquals(0, tcpdump.exit());
        }
    }

    @Test
    void twoMachinesTalk() throws Exception {
        try (TwoHosts hosts = new TwoHosts();
                Run server =
                        hosts.left(inside("java -jar dist/udp-echo.jar server --bind 0.0.0.0"))) {
            server.awaitOut("bound to udp 0.0.0.0:3500");
            String client = "java -jar dist/udp-echo.jar client " + TwoHosts.LEFT + " -m hola";
            Run run = hosts.right(inside(client));
            run.awaitOut("4 bytes from " + TwoHosts.LEFT + ":3500: \"hola\"");
            // with the address of the other machine the doctor finds it, too
            String doctor = "java -jar dist/udp-echo.jar doctor " + TwoHosts.LEFT;
            hosts.right(inside(doctor)).awaitOut("ok  udp: ");
        }
    }

    /** What the two files of YAML are made of is looked at in machine.py. */
    @Test
    void theVirtualMachineHasThePackagesOfTheContainer() throws Exception {
        Set<String> asked = new TreeSet<>();
        for (String word : Files.readString(folder.resolve("packages")).strip().split(" "))
            if (!word.equals("install") && !word.startsWith("-")) asked.add(word);
        // cloud-init cannot try one, and take the other if it is not there
        assertTrue(asked.remove("openjdk-17-jdk-headless"));
        asked.add("default-jdk-headless");
        Run run = Run.of("python3", "src/test/resources/machine.py", FILES.toString());
        assertEquals(0, run.exit(), run.err()::toString);
        assertEquals(asked, new TreeSet<>(run.out()));
    }
}
