package io.github.blockwright.runtime.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small files of text. */
final class SeedTexts {
    private SeedTexts() {}

    static List<byte[]> csv() {
        return texts(
                "path,label,split\ncat/1.png,cat,train\n2.png,dog,validation\n",
                "image;tags\n\"cat/1.png\";\"a|b\"\n2.png;\"c \"\"d\"\"\"\n",
                "file\tcat\tdog\n1.png\t1\t0\n2.png\t0\t1\n");
    }

    static List<byte[]> jsonLines() {
        return texts(
                "{\"path\": \"cat/1.png\", \"label\": \"cat\"}\n{\"path\": \"2.png\", \"label\": \"dog\"}\n",
                "{\"file\": \"2.png\", \"tags\": [\"a\", \"b\"]}\n{\"file\": \"cat/1.png\", \"tags\": []}\n");
    }

    static List<byte[]> shards() {
        return texts(
                "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {\"conv.weight\": \"shard-one.safetensors\"}}");
    }

    static List<byte[]> files(Path... paths) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(Files.readAllBytes(path));
        }
        return files;
    }

    private static List<byte[]> texts(String... texts) {
        List<byte[]> files = new ArrayList<>();
        for (String text : texts) {
            files.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }
}
