package io.github.blockwright.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One more network of the same {@link Network} record: the same rows at another width or for images of another size
 * (paper, section 4, "trade-off hyper parameters"). It has a block of its own, {@code <Record>_<name>Block},
 * with its own summary and budget; its endpoints are the record, and its rows are those of {@code <Record>Block.Row}.
 * Repeatable. What a variant does not say is as the record says.
 *
 * <pre>{@code
 * @Network(input = @Input(height = 224, width = 224))
 * @Variant(name = "035_96", widthMultiplier = 0.35, inputHeight = 96, inputWidth = 96)
 * public record MobileNetV2(...) {}      // MobileNetV2Block and MobileNetV2_035_96Block
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Variants.class)
public @interface Variant {
    /**
     * {@return what is between the record's name and {@code Block}, behind an underscore: letters, digits and
     * underscores} The published names have the width in percent and the pixels: {@code "035_96"}.
     */
    String name();

    /** {@return the width multiplier α instead of {@link Network#width()}; positive} Default: the record's. */
    double widthMultiplier() default 1.0;

    /**
     * {@return the height of the images in pixels instead of {@link Input#height()}; at least 1} Default: the record's.
     */
    int inputHeight() default 1;

    /**
     * {@return the width of the images in pixels instead of {@link Input#width()}; at least 1} Default: the record's.
     */
    int inputWidth() default 1;

    /**
     * {@return what this variant may cost} Default: no limit, for a {@link Budget} on the record limits its own block
     * alone.
     */
    // An attribute is written, because javac does not see to the defaults of an empty annotation before processors read
    // them.
    Budget budget() default @Budget(precision = Precision.FLOAT32);
}
