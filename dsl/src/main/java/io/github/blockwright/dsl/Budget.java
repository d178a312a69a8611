package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits that a {@link Network} must keep, checked at compile time: a table that exceeds one does not compile, and the
 * error names its dearest rows.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Budget {
    /** {@return the most trainable parameters; at least 1} Default: no limit. */
    long parameters() default Long.MAX_VALUE;

    /**
     * {@return the most multiply-adds for one image, counting convolutions and dense layers as the paper does (section
     * 6.1); at least 1} Default: no limit.
     */
    long multiplyAdds() default Long.MAX_VALUE;

    /**
     * {@return the most bytes of maps that are held at once while one image goes through, at least 1} A layer needs what it
     * reads and what it writes, and a shortcut what it carries (Lin et al., 2020, "MCUNet"). Default: no limit.
     */
    long peakMemory() default Long.MAX_VALUE;

    /** {@return the most bytes that the weights take in a file, batch normalisation being folded; at least 1} Default: no
     * limit. */
    long modelSize() default Long.MAX_VALUE;

    /** {@return what {@link #peakMemory} and {@link #modelSize} count the bytes of} */
    Precision precision() default Precision.FLOAT32;
}
