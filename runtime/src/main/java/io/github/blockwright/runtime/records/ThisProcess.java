package io.github.blockwright.runtime.records;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What this process runs on, and the command that started it. */
final class ThisProcess {
    private static final String COMMAND_LINE = "io.github.blockwright.cli.Main";
    private static final String JAR = "blockwright.jar";
    private static final double GIGA = 1024.0 * 1024 * 1024;

    private ThisProcess() {}

    /** Names and values, for people. */
    static Map<String, String> environment(NDManager manager) {
        Engine engine = manager.getEngine();
        Map<String, String> facts = new LinkedHashMap<>();
        String version = ThisProcess.class.getPackage().getImplementationVersion();
        if (version != null) {
            facts.put("Blockwright", version);
        }
        facts.put("Java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
        facts.put("Engine", engine.getEngineName() + " " + engine.getVersion());
        facts.put("Device", manager.getDevice().toString());
        facts.put(
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        facts.put("Cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            facts.put(
                    "Memory",
                    String.format(
                            Locale.ROOT,
                            "%.1f GB, of which Java's heap may take %.1f GB",
                            system.getTotalMemorySize() / GIGA,
                            Runtime.getRuntime().maxMemory() / GIGA));
        }
        return facts;
    }

    /** As somebody would type it; of a program that is not the command line, the line that started Java. */
    static String command() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        String[] arguments = info.arguments()
                .orElseGet(() -> System.getProperty("sun.java.command", "").split(" ", -1));
        List<String> all = Arrays.asList(arguments);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).equals(COMMAND_LINE) || all.get(i).endsWith(JAR)) {
                return "blockwright " + quoted(all.subList(i + 1, all.size()));
            }
        }
        return quoted(List.of(info.command().orElse("java"))) + " " + quoted(all);
    }

    private static String quoted(List<String> arguments) {
        return arguments.stream()
                .map(a -> a.matches("[\\w@%+=:,./-]+") ? a : "'" + a.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
