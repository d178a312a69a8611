package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.files.FileServer;
import io.github.blockwright.runtime.testing.TinyBlock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedWeightsTest {
    private static final String DIGITS = "9a129038";
    private static final PublishedFiles V3 =
            PublishedFiles.of("MobileNetV3Large").orElseThrow();

    @TempDir
    private Path home;

    private WeightCaches caches(Map<String, String> environment) {
        return WeightCaches.of(home, environment);
    }

    private Path file(String path) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "weights");
    }

    @Test
    void torchHubsBestWeightsComeFirstThenTimmsThenKeras() throws IOException {
        WeightCaches caches = caches(Map.of());
        assertThat(caches.find(V3, Optional.empty())).isEmpty();
        Path keras = file(".keras/models/weights_mobilenet_v3_large_224_1.0_float_no_top_v2.h5");
        assertThat(caches.find(V3, Optional.empty())).contains(keras);
        Path timm = file(
                ".cache/huggingface/hub/models--timm--mobilenetv3_large_100.ra_in1k/snapshots/abc/model.safetensors");
        assertThat(caches.find(V3, Optional.empty())).contains(timm);
        Path old = file(".cache/torch/hub/checkpoints/mobilenet_v3_large-8738ca79.pth");
        assertThat(caches.find(V3, Optional.empty())).contains(old);
        Path best = file(".cache/torch/hub/checkpoints/mobilenet_v3_large-5c1a4163.pth");
        assertThat(caches.find(V3, Optional.empty())).contains(best);
        assertThat(caches.find(V3, Optional.of(Family.TORCHVISION))).contains(best);
        assertThat(caches.find(V3, Optional.of(Family.TIMM))).contains(timm);
        assertThat(caches.find(V3, Optional.of(Family.KERAS))).contains(keras);
    }

    @Test
    void theRevisionThatHuggingFaceCallsMainIsTaken() throws IOException {
        String model = ".cache/huggingface/hub/models--timm--mobilenetv3_large_100.ra_in1k/";
        file(model + "snapshots/aaa/model.safetensors");
        Path main = file(model + "snapshots/bbb/pytorch_model.bin");
        Files.writeString(file(model + "refs/main"), "bbb\n");
        assertThat(caches(Map.of()).find(V3, Optional.empty())).contains(main);
    }

    @Test
    void theEnvironmentMovesTheCaches() {
        String root = home.toString();
        WeightCaches caches =
                caches(Map.of("TORCH_HOME", root + "/t", "HF_HOME", root + "/h", "KERAS_HOME", root + "/k"));
        assertThat(caches)
                .isEqualTo(new WeightCaches(
                        home.resolve("t/hub/checkpoints"), home.resolve("h/hub"), home.resolve("k/models")));
        assertThat(caches(Map.of("XDG_CACHE_HOME", root + "/x")).torch())
                .isEqualTo(home.resolve("x/torch/hub/checkpoints"));
        assertThat(caches(Map.of("HF_HUB_CACHE", root + "/c")).huggingFace()).isEqualTo(home.resolve("c"));
    }

    @Test
    void aVariantForAnotherSizeHasTheWeightsOfItsWidth() {
        assertThat(PublishedFiles.of("ImageNetMobileNetV2_100_160").map(PublishedFiles::network))
                .contains("ImageNetMobileNetV2");
        assertThat(PublishedFiles.of("ImageNetMobileNetV2_035_224").map(PublishedFiles::network))
                .contains("ImageNetMobileNetV2_035");
        assertThat(PublishedFiles.of("MobileNetV3Large_075").map(PublishedFiles::network))
                .contains("MobileNetV3Large_075");
        assertThat(PublishedFiles.of("Mine")).isEmpty();
    }

    @Test
    void aNetworkThatNobodyPublishesIsToldSo() throws IOException {
        PublishedWeights weights = new PublishedWeights(caches(Map.of()), URI.create("http://localhost/"));
        assertThat(weights.find(new TinyBlock(), Optional.empty())).isEmpty();
        assertThat(weights.places(new TinyBlock()))
                .isEqualTo("Tiny is no network of the library, nor on one as its backbone");
        assertThatThrownBy(() -> weights.download(new TinyBlock()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "No published weights of Tiny have a known address and hash: fetch them yourself and name the"
                                + " file");
    }

    @Test
    void whatIsFetchedIsCheckedByThePublishedDigitsAndKeptWhereTorchHubLooks() throws IOException {
        byte[] content = "weights".getBytes(StandardCharsets.UTF_8);
        // The SHA-256 of "weights" begins so.
        String right = "file-" + DIGITS + ".pth";
        try (FileServer server = new FileServer(content, FileServer.Manner.RANGES)) {
            PublishedWeights weights = new PublishedWeights(caches(Map.of()), server.uri("/"));
            Path file = weights.fetch(right);
            assertThat(file)
                    .isEqualTo(home.resolve(".cache/torch/hub/checkpoints").resolve(right));
            assertThat(file).hasBinaryContent(content);
            assertThat(weights.fetch(right)).isEqualTo(file);
            assertThat(server.requests()).hasSize(1);
            assertThatThrownBy(() -> weights.fetch("file-00000000.pth"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/file-00000000.pth sent has the SHA-256 " + DIGITS)
                    .hasMessageContaining(" and not 00000000; it was thrown away");
            assertThat(file.resolveSibling("file-00000000.pth")).doesNotExist();
        }
    }

    @Test
    void everyAddressNamesTheHashOfItsFile() {
        for (String network : List.of("ImageNetMobileNetV2", "MobileNetV3Large", "MnasNetB1", "EfficientNetB4")) {
            assertThat(PublishedFiles.of(network).orElseThrow().torchvision())
                    .isNotEmpty()
                    .allMatch(name -> name.matches(".*-[0-9a-f]{8,10}\\.pth"));
        }
    }
}
