package io.github.blockwright.runtime.engine;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import io.github.blockwright.runtime.pictures.Images;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** A program that loads all that is native, and says what is mapped then: a hash and a path on each line. */
final class MappedNatives {
    private MappedNatives() {}

    /** @param arguments a picture in WebP */
    public static void main(String[] arguments) throws Exception {
        Engine.getInstance();
        EngineMemory.keep();
        OrtEnvironment.getEnvironment();
        Images.decode(Path.of(arguments[0]));
        for (Path file : mapped()) {
            System.out.println(hash(Files.newInputStream(file)) + " " + file);
        }
    }

    /** What is neither Java's own nor the system's. */
    private static List<Path> mapped() throws IOException {
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains(" r-xp ") && line.contains("/"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .filter(file -> !file.startsWith(java) && !file.toString().matches("/(usr|lib\\w*)/.*"))
                .distinct()
                .toList();
    }

    static String hash(InputStream content) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (content) {
            byte[] buffer = new byte[1 << 16];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
