package io.github.blockwright.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceLayoutTest {
    @Test
    void fieldsAccessorsAndConstantsTakeALineEach() {
        String source = """
                /**
                 * The class.
                 *
                 * <p>In two parts.
                 */
                final class X {
                    /**
                     * A constant.
                     */
                    static final String S = "    private final int a;";

                    private final int a;

                    private final List<String> b;

                    /**
                     * {@return a}
                     */
                    public int a() {
                        return a;
                    }

                    /**
                     * {@return b}
                     */
                    public List<String> b() {
                        return b;
                    }

                    @Override
                    public X fold(Manager manager) {
                        return new X();
                    }

                    /**
                     * The rows.
                     */
                    public enum Row {
                        /**
                         * {@link X#a()}
                         */
                        A,

                        /**
                         * {@link X#b()}
                         */
                        B
                    }
                }
                """;

        assertThat(SourceLayout.compact(source)).isEqualTo("""
                        /**
                         * The class.
                         *
                         * <p>In two parts.
                         */
                        final class X {
                            /** A constant. */
                            static final String S = "    private final int a;";

                            private final int a;
                            private final List<String> b;

                            /** {@return a} */
                            public int a() { return a; }
                            /** {@return b} */
                            public List<String> b() { return b; }

                            @Override
                            public X fold(Manager manager) {
                                return new X();
                            }

                            /** The rows. */
                            public enum Row {
                                /** {@link X#a()} */ A,
                                /** {@link X#b()} */ B
                            }
                        }
                        """);
    }

    @Test
    void stringsStayAsTheyAre() {
        String source = """
                class X {
                    String a = "/** {@return a} */  /**  \\" // */";

                    String b = "    public int a() { return a; }";
                }
                """;

        assertThat(SourceLayout.compact(source)).isEqualTo(source);
    }

    @Test
    void whatIsCompactStaysAsItIs() {
        String once = """
                class X {
                    private final int a;
                    private final int b;

                    /** {@return a} */
                    public int a() { return a; }
                }
                """;

        assertThat(SourceLayout.compact(once)).isEqualTo(once);
    }
}
