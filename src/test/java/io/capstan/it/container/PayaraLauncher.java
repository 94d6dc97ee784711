package io.capstan.it.container;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main class of the process that runs Payara Micro. It takes the options of Payara Micro, and after the start these
 * lines on its standard input: {@code deploy <name> <file>} and {@code undeploy <name>}. The end of the input ends it.
 *
 * <p>Payara's public API is called by reflection, for the jar that has it is the whole server, of 100 MB. This class
 * runs alone in its process and so uses nothing but the JDK.
 */
public final class PayaraLauncher {
    static final String PREFIX = "capstan-host: ";
    static final String DONE = PREFIX + "done";

    static final String END_OF_LOG = PREFIX + "end of log";

    private final PrintStream answers;
    private final PrintStream log;
    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

    private PayaraLauncher(PrintStream answers, PrintStream log) {
        this.answers = answers;
        this.log = log;
    }

    /** Starts the server, answers, and serves commands until the input ends. */
    public static void main(String[] options) throws Exception {
        PayaraLauncher launcher = new PayaraLauncher(System.out, System.err);
        System.setOut(System.err);
        Thread reader = new Thread(launcher::readCommands, "commands");
        reader.setDaemon(true);
        reader.start();
        launcher.run(options);
    }

    /** Reads apart from the work, so that the process ends with its parent even if a deployment hangs. */
    private void readCommands() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                commands.add(line);
            }
        } catch (IOException ignored) {
            // The same as the end.
        }
        Runtime.getRuntime().halt(0);
    }

    private void run(String[] options) throws Exception {
        Class<?> payara = Class.forName("fish.payara.micro.PayaraMicro");
        payara.getMethod("main", String[].class).invoke(null, (Object) options);
        Object instance = payara.getMethod("getInstance").invoke(null);
        Object runtime = payara.getMethod("getRuntime").invoke(instance);
        answer(DONE);
        while (true) {
            String[] command = commands.take().split(" ", 3);
            try {
                answer(execute(runtime, command) ? DONE : PREFIX + "refused");
            } catch (ReflectiveOperationException failure) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                answer(PREFIX + "failed: " + cause.toString().replaceAll("\\s+", " "));
            }
        }
    }

    private void answer(String line) {
        log.println(END_OF_LOG);
        answers.println(line);
    }

    /** {@code deploy} returns true whatever happens; what tells is whether the application is there afterwards. */
    private static boolean execute(Object runtime, String[] command) throws ReflectiveOperationException {
        Class<?> api = Class.forName("fish.payara.micro.PayaraMicroRuntime");
        String name = command[1];
        if (command[0].equals("deploy")) {
            api.getMethod("deploy", String.class, String.class, File.class)
                    .invoke(runtime, name, "/" + name, new File(command[2]));
        } else {
            api.getMethod("undeploy", String.class).invoke(runtime, name);
        }
        Object names = api.getMethod("getDeployedApplicationNames").invoke(runtime);
        return ((Collection<?>) names).contains(name) == command[0].equals("deploy");
    }
}
