package io.github.blockwright.runtime.explain;

/**
 * Colours for numbers from 0 to 1 in which equal steps look equal, in print and to the colour-blind too: matplotlib's
 * viridis and inferno by Stéfan van der Walt and Nathaniel Smith (CC0), of which every tenth is kept and the rest lies
 * between.
 */
enum ColourMap {
    /** From violet over green to yellow, all of them colours: for maps that stand by themselves. */
    VIRIDIS("440154482475414487355f8d2a788e21918c22a88444bf707ad151bddf26fde725"),
    /** From black over red to pale yellow, as of what is heated: for maps that are laid on pictures. */
    INFERNO("000004160b39420a686a176e932667bc3754dd513af37819fca50af6d746fcffa4");

    private static final int DIGITS = 6;

    /** From 0 to 1, RRGGBB each. */
    private final String stops;

    ColourMap(String stops) {
        this.stops = stops;
    }

    private int stop(int place) {
        return Integer.parseInt(stops, place * DIGITS, (place + 1) * DIGITS, 16);
    }

    /**
     * The colour of a value; what is below 0 or above 1 has that of 0 or 1.
     *
     * @return 0xRRGGBB
     */
    int rgb(double value) {
        double place = Math.max(0, Math.min(1, value)) * (stops.length() / DIGITS - 1);
        int first = Math.min((int) place, stops.length() / DIGITS - 2);
        double share = place - first;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = stop(first) >> shift & 0xff;
            int to = stop(first + 1) >> shift & 0xff;
            rgb |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return rgb;
    }
}
