package io.github.blockwright.cli.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import ai.onnxruntime.OrtEnvironment;
import com.sun.management.OperatingSystemMXBean;
import io.github.blockwright.runtime.engine.EngineCheck;
import io.github.blockwright.runtime.engine.EngineInstructions;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.weights.PublishedWeights;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at the machine. Nothing is changed; the engine is started, which unpacks its natives where that was not done yet. */
public final class Doctor {
    private static final String ENGINE = "pytorch";
    private static final long LITTLE_MEMORY = 1_000_000_000L;
    private static final long LITTLE_DISK = 2_000_000_000L;
    private static final List<Path> MEMORY_LIMITS =
            List.of(Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

    private final List<String> problems = new ArrayList<>();

    private Doctor() {}

    /**
     * Looks at everything.
     *
     * @param program what is known of the command itself, the first section
     */
    public static Diagnosis examine(Map<String, Object> program) {
        Doctor doctor = new Doctor();
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        sections.put("blockwright", program);
        sections.put("java", doctor.java());
        sections.put("system", doctor.system());
        sections.put("engine", doctor.engine());
        sections.put("pictures", doctor.pictures());
        sections.put("disk", doctor.disk());
        sections.put("weights", weights());
        sections.put("downloads", doctor.downloads());
        return new Diagnosis(sections, doctor.problems);
    }

    private Map<String, Object> java() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("version", System.getProperty("java.version"));
        found.put("vendor", System.getProperty("java.vendor"));
        found.put("home", System.getProperty("java.home"));
        found.put("heapBytes", Runtime.getRuntime().maxMemory());
        found.put("locale", Locale.getDefault().toLanguageTag());
        found.put("text", Charset.defaultCharset().name());
        String names = System.getProperty("sun.jnu.encoding", "");
        found.put("fileNames", names);
        if (names.equals("ANSI_X3.4-1968") || names.equals("US-ASCII")) {
            problems.add(
                    "Java knows file names in plain ASCII only, so that others given as arguments are not found: set"
                            + " LC_ALL=C.UTF-8, or start bin/blockwright, which does");
        }
        return found;
    }

    private Map<String, Object> system() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("name", system.getName() + " " + system.getVersion() + ", " + system.getArch());
        found.put("processors", system.getAvailableProcessors());
        found.put("freeCores", EngineThreads.free());
        found.put("memoryBytes", system.getTotalMemorySize());
        found.put("freeMemoryBytes", system.getFreeMemorySize());
        found.put("memoryLimit", memoryLimit(system.getTotalMemorySize()));
        if (system.getTotalMemorySize() < LITTLE_MEMORY) {
            problems.add("There is less than 1 GB of memory: small networks in small batches train, others are killed");
        }
        return found;
    }

    /** What a container allows, where that is less than the machine has. */
    private static String memoryLimit(long memory) {
        for (Path file : MEMORY_LIMITS) {
            try {
                if (Files.isReadable(file)) {
                    String limit = Files.readString(file).strip();
                    boolean none = limit.equals("max") || Long.parseLong(limit) > memory;
                    return none ? "none" : String.format(Locale.ROOT, "%,d MB", Long.parseLong(limit) / 1_000_000);
                }
            } catch (IOException | NumberFormatException e) {
                return "unknown: " + e.getMessage();
            }
        }
        return "none";
    }

    private Map<String, Object> engine() {
        Map<String, Object> found = new LinkedHashMap<>();
        try {
            Engine engine = Engine.getInstance();
            found.put("name", engine.getEngineName());
            found.put("version", engine.getVersion());
            found.put("threads", EngineThreads.count());
            found.put("gpus", engine.getGpuCount());
            found.put("instructions", EngineInstructions.limit().orElse("all"));
            found.put("convolutions", convolutions());
        } catch (RuntimeException | LinkageError e) {
            found.put("name", "does not start: " + e);
            problems.add("The engine does not start: " + e + "; its natives need a folder to be unpacked into ("
                    + Utils.getEngineCacheDir(ENGINE) + ") and, on Linux, GNU's C library");
        }
        found.put("natives", Utils.getEngineCacheDir(ENGINE).toString());
        try {
            found.put("onnxRuntime", OrtEnvironment.getEnvironment().getVersion());
        } catch (RuntimeException | LinkageError e) {
            found.put("onnxRuntime", "does not start: " + e);
            problems.add("ONNX Runtime does not start: " + e + "; evaluate and predict take PyTorch instead");
        }
        return found;
    }

    private String convolutions() {
        EngineInstructions.choose();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            EngineCheck.requireRight(manager);
            return "right";
        } catch (IllegalStateException e) {
            problems.add(e.getMessage());
            return "wrong";
        }
    }

    private Map<String, Object> pictures() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("headless", GraphicsEnvironment.isHeadless());
        try {
            BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            picture.createGraphics().getFontMetrics().stringWidth("0");
            found.put("fonts", GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length);
        } catch (RuntimeException | Error e) {
            found.put("fonts", "none: " + e);
            problems.add(
                    "There are no fonts, so that curves and confusion matrices cannot be drawn: install fontconfig and a"
                            + " font, such as fonts-dejavu-core");
        }
        return found;
    }

    private Map<String, Object> disk() {
        Map<String, Object> found = new LinkedHashMap<>();
        folder(found, "here", Path.of("").toAbsolutePath());
        folder(found, "temporary", Path.of(System.getProperty("java.io.tmpdir")));
        folder(found, "home", Path.of(System.getProperty("user.home")));
        return found;
    }

    private void folder(Map<String, Object> found, String name, Path folder) {
        found.put(name, folder.toString());
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            found.put(name + "FreeBytes", free);
            if (!Files.isWritable(folder)) {
                problems.add(folder + " cannot be written to: "
                        + (name.equals("home")
                                ? "caches go to " + System.getProperty("java.io.tmpdir")
                                        + " instead, or name a folder with TORCH_HOME and DJL_CACHE_DIR"
                                : "go to another folder, or name one with --output"));
            } else if (free < LITTLE_DISK) {
                problems.add(String.format(
                        Locale.ROOT,
                        "%s has %,d MB left: a run with its cache may need more",
                        folder,
                        free / 1_000_000));
            }
        } catch (IOException e) {
            found.put(name + "FreeBytes", "unknown: " + e.getMessage());
            problems.add(folder + " is not there: make it, or name another with -Djava.io.tmpdir or HOME");
        }
    }

    private static Map<String, Object> weights() {
        Map<String, Object> found = new LinkedHashMap<>();
        List<String> names = List.of("torchHub", "huggingFace", "keras");
        List<Path> folders = PublishedWeights.here().folders();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i), folders.get(i) + ", " + content(folders.get(i)));
        }
        return found;
    }

    private static String content(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "not there";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count() + " entries";
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private Map<String, Object> downloads() {
        Map<String, Object> found = new LinkedHashMap<>();
        Platform platform = Platform.detectPlatform(ENGINE);
        boolean there = !platform.isPlaceholder();
        found.put(
                "engine",
                there
                        ? "nothing; natives " + platform.getVersion() + " " + platform.getFlavor() + " for "
                                + platform.getOsPrefix() + " lie on the class path"
                        : "natives for this platform are missing");
        if (!there) {
            problems.add(
                    "The engine's natives for this platform are not on the class path: add pytorch-native-cpu with its"
                            + " classifier");
        }
        found.put("weights", "only with --download-weights, from download.pytorch.org");
        found.put("pictures", "only CIFAR-10, with --download");
        return found;
    }
}
