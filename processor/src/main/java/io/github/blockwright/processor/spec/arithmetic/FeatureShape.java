package io.github.blockwright.processor.spec.arithmetic;

import java.util.List;

/** What flows between two rows, for one image: a feature map or a vector. */
public sealed interface FeatureShape {
    /** The channels of a map or the features of a vector. */
    long channels();

    /**
     * The values of one image.
     *
     * @throws ArithmeticException if they exceed 2⁶³ - 1
     */
    long size();

    /** The sides without the batch: (channels, height, width) or (features). */
    List<Long> sides();

    /**
     * This as a feature map.
     *
     * @throws ClassCastException if it is a vector
     */
    default Map asMap() {
        return (Map) this;
    }

    /** A feature map. */
    record Map(long channels, long height, long width) implements FeatureShape {
        @Override
        public List<Long> sides() {
            return List.of(channels, height, width);
        }

        @Override
        public long size() {
            return Math.multiplyExact(channels, positions());
        }

        /** The positions of the map. */
        public long positions() {
            return Math.multiplyExact(height, width);
        }

        /** The map that a padded window of odd side leaves: {@code ceil(side / strides)} positions. */
        public Map strided(long filters, int strides) {
            return new Map(filters, ceilDiv(height, strides), ceilDiv(width, strides));
        }

        private static long ceilDiv(long side, int strides) {
            return -Math.floorDiv(-side, strides);
        }

        @Override
        public String toString() {
            return channels + " × " + height + " × " + width;
        }
    }

    /** A vector. */
    record Vector(long channels) implements FeatureShape {
        @Override
        public long size() {
            return channels;
        }

        @Override
        public List<Long> sides() {
            return List.of(channels);
        }

        @Override
        public String toString() {
            return Long.toString(channels);
        }
    }
}
