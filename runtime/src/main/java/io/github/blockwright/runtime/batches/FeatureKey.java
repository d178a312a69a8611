package io.github.blockwright.runtime.batches;

import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.data.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash of everything that decides features: the table, which of its rows are frozen, their weights and statistics, the
 * preprocessing, every pixel and label or what identifies them, and what the views are. What decides no more than rounding, the size of batches
 * and the number of threads, is left out.
 */
final class FeatureKey {
    private final MessageDigest digest;

    private FeatureKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The key of what these rows make of these images: 64 hexadecimal digits. */
    static String of(FrozenFeatures features, Rows rows, ImageSource images) throws IOException {
        FeatureKey key = new FeatureKey();
        key.add(features.block().summary().fingerprint());
        key.add(features.block().summary().input().toString());
        key.add(rows);
        key.add(features.views());
        if (features.views() > 1) {
            key.add(features.augmentation().toString());
            key.add(Long.toString(features.seed()));
        }
        key.add(images);
        return HexFormat.of().formatHex(key.digest.digest());
    }

    private void add(Rows rows) {
        add(rows.count());
        for (Pair<String, Parameter> parameter : rows.getParameters()) {
            add(parameter.getKey());
            add(parameter.getValue().getShape().toString());
            digest.update(parameter.getValue().getArray().toByteBuffer());
        }
    }

    private void add(ImageSource images) throws IOException {
        if (images.identity().isPresent()) {
            add(images.identity().get());
            return;
        }
        add(images.toString());
        images.classes().forEach(this::add);
        for (int i = 0; i < images.size(); i++) {
            add(images.label(i));
            digest.update(images.read(i).pixels());
        }
    }

    /** With its length in front, so that no two lists of texts run into the same bytes. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }

    private void add(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
    }
}
