package io.github.blockwright.processor.declaration;

import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.Settings;
import io.github.blockwright.processor.spec.Variant;
import io.github.blockwright.processor.spec.names.JavaName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A type that carries {@code @Network}.
 *
 * @param kind what it is: {@code record}, or {@code class}, {@code interface}, ...
 * @param typeParameters as they are written
 * @param isHidden private, or inside something private
 * @param isPublic it and every class around it
 * @param isDeprecated using it, or a class that its rows name, is a warning
 * @param settings empty where an attribute cannot be read because of an error that the compiler reports itself
 * @param variants in the order of the source, empty where one cannot be read
 * @param suppressions what {@code @SuppressWarnings} says on it and around it
 */
public record Declaration(
        JavaName name,
        String kind,
        List<String> typeParameters,
        boolean isHidden,
        boolean isPublic,
        boolean isDeprecated,
        Surroundings surroundings,
        Optional<Settings> settings,
        Optional<List<Variant>> variants,
        List<Component> components,
        Set<String> suppressions) {
    /** Whether it is a record at all. */
    public boolean isRecord() {
        return kind.equals("record");
    }

    /** Whether something in it does not resolve, so that another round may know more. */
    public boolean isUnresolved() {
        return settings.isEmpty() || variants.isEmpty() || components.stream().anyMatch(Component::isUnresolved);
    }

    /** The blocks that others can see, though the table has mistakes. */
    public List<JavaName> faces() {
        boolean isVisible = isRecord()
                && typeParameters.isEmpty()
                && !isHidden
                && surroundings.missingClass().isEmpty();
        if (!isVisible) {
            return List.of();
        }
        return Stream.concat(
                        Stream.of(name.block()),
                        variants.orElse(List.of()).stream().map(variant -> name.block(variant.name())))
                .filter(block -> !surroundings.takenBlocks().contains(block))
                .filter(block -> block.simpleName().codePoints().allMatch(Character::isJavaIdentifierPart))
                .distinct()
                .toList();
    }

    /** Whether something in it will not resolve in any round. */
    public boolean isUnfinished() {
        return components.stream().anyMatch(Component::isUnfinished);
    }

    /** The rows before the first component that is not a row. */
    public List<Row> leadingRows() {
        List<Row> rows = new ArrayList<>();
        for (Component component : components) {
            if (component.row().isEmpty()) {
                break;
            }
            rows.add(component.row().get());
        }
        return rows;
    }

    /** The networks of a declaration without mistakes: the record's own, then its variants. */
    public List<NetworkTable> tables() {
        List<Row> rows = leadingRows();
        List<NetworkTable> tables = new ArrayList<>(List.of(table(rows)));
        for (Variant variant : variants.orElseThrow()) {
            tables.add(table(variant, rows));
        }
        return tables;
    }

    /** The record's own network, of some of its rows. */
    public NetworkTable table(List<Row> rows) {
        return new NetworkTable(name, Optional.empty(), settings.orElseThrow(), rows);
    }

    /** The network of a variant, of some of the record's rows. */
    public NetworkTable table(Variant variant, List<Row> rows) {
        return new NetworkTable(name, Optional.of(variant.name()), variant.of(settings.orElseThrow()), rows);
    }
}
