package io.github.blockwright.runtime.explain;

/** Scales maps as PyTorch's {@code interpolate(mode="bilinear", align_corners=False)} does: the edges of both meet. */
final class Bilinear {
    private Bilinear() {}

    /** @return toHeight × toWidth values */
    static float[] scale(float[] map, int height, int width, int toHeight, int toWidth) {
        if (height == toHeight && width == toWidth) {
            return map.clone();
        }
        float[] scaled = new float[toHeight * toWidth];
        for (int y = 0; y < toHeight; y++) {
            float row = source(y, height, toHeight);
            int top = (int) row;
            int bottom = Math.min(top + 1, height - 1);
            float down = row - top;
            for (int x = 0; x < toWidth; x++) {
                float column = source(x, width, toWidth);
                int left = (int) column;
                int right = Math.min(left + 1, width - 1);
                float across = column - left;
                float above = map[top * width + left] * (1 - across) + map[top * width + right] * across;
                float below = map[bottom * width + left] * (1 - across) + map[bottom * width + right] * across;
                scaled[y * toWidth + x] = above * (1 - down) + below * down;
            }
        }
        return scaled;
    }

    /** Where the middle of a pixel lies among the middles of the map's. */
    private static float source(int place, int length, int toLength) {
        return Math.max(0, (place + 0.5f) * length / toLength - 0.5f);
    }
}
