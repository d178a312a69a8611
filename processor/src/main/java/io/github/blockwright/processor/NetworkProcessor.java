package io.github.blockwright.processor;

import com.google.auto.service.AutoService;
import io.github.blockwright.dsl.Budget;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Variant;
import io.github.blockwright.dsl.Variants;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.check.structure.PlacementRule;
import io.github.blockwright.processor.check.table.TableCheck;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.emit.BlockEmitter;
import io.github.blockwright.processor.emit.FaceEmitter;
import io.github.blockwright.processor.emit.TableDiagram;
import io.github.blockwright.processor.read.Mirrors;
import io.github.blockwright.processor.read.PlacementReader;
import io.github.blockwright.processor.read.SourceNames;
import io.github.blockwright.processor.read.TableReader;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.names.JavaName;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Generated;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;

/**
 * Generates {@code XBlock} for every {@link Network} record {@code X}, and a block for each of its variants, or says why
 * it cannot. A record that refers to
 * something that is not there yet waits for the next round.
 */
@AutoService(Processor.class)
public final class NetworkProcessor extends AbstractProcessor {
    /** {@code -Ablockwright.diagram=true} draws every table, beside its block and for its Javadoc. */
    private static final String DIAGRAM = "blockwright.diagram";

    /** What generated blocks carry. */
    private static final Set<String> GENERATED =
            Set.of(Generated.class.getCanonicalName(), "io.github.blockwright.runtime.blocks.GeneratedBlock");

    private final Set<String> waiting = new LinkedHashSet<>();
    private final SourceNames sources = new SourceNames();

    private TableReader reader;
    private Reporter reporter;
    private boolean draws;
    private boolean isLibraryMissing;

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        reader = new TableReader(environment, sources, TableCheck::isSound);
        reporter = new Reporter(environment);
        draws = Boolean.parseBoolean(environment.getOptions().get(DIAGRAM));
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(DIAGRAM);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** The table language, and what generated blocks carry: javac warns of annotations that no processor claims. */
    @Override
    public Set<String> getSupportedAnnotationTypes() {
        Set<String> types = new HashSet<>(GENERATED);
        for (Class<?> annotation : List.of(Network.class, Budget.class, Variant.class, Variants.class)) {
            types.add(annotation.getCanonicalName());
        }
        for (Class<?> annotation : TableReader.ROW_ANNOTATIONS) {
            types.add(annotation.getCanonicalName());
        }
        return types;
    }

    /**
     * Claims its annotations, so that a build with {@code -Xlint:all -Werror} passes. The price: in a compilation without
     * any other annotation, javac does not ask processors of all annotations that come after this one.
     */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> present, RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            sources.addRoot(root.toString(), Mirrors.isGeneratedBy(NetworkProcessor.class, root));
        }
        Set<String> names = new LinkedHashSet<>(waiting);
        waiting.clear();
        for (TypeElement type : typesWithAnnotations(present, round)) {
            if (Mirrors.find(type, Network.class).isPresent()) {
                names.add(type.toString());
            }
            guarded(type, () -> place(type));
        }
        for (String name : names) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            guarded(type, () -> network(type, round.processingOver()));
        }
        return true;
    }

    private void place(TypeElement type) {
        for (Problem problem : PlacementRule.check(PlacementReader.read(type))) {
            reporter.report(type, problem);
        }
    }

    private void network(TypeElement type, boolean isLastRound) {
        Declaration declaration = reader.read(type);
        if (declaration.isUnresolved()
                && !declaration.isUnfinished()
                && declaration.surroundings().missingClass().isEmpty()
                && !isLastRound) {
            waiting.add(type.getQualifiedName().toString());
            return;
        }
        List<Problem> problems = TableCheck.check(declaration);
        for (Problem problem : problems) {
            if (isNews(problem)) {
                reporter.report(type, problem);
            }
        }
        // What never resolved is an error that the compiler reports, or that is told of another table.
        if (TableCheck.isSound(problems) && !declaration.isUnresolved()) {
            for (NetworkTable table : declaration.tables()) {
                write(type, declaration, table);
            }
        } else if (!isLastRound) {
            // What the last round writes comes too late for those who use it.
            for (JavaName block : declaration.faces()) {
                writeFace(type, declaration, block);
            }
        }
    }

    /** A missing library is one cause, however many networks need it. */
    private boolean isNews(Problem problem) {
        if (problem.diagnostic() != Diagnostic.LIBRARY_MISSING) {
            return true;
        }
        boolean first = !isLibraryMissing;
        isLibraryMissing = true;
        return first;
    }

    private void write(TypeElement type, Declaration declaration, NetworkTable table) {
        String block = table.block().toString();
        String source = BlockEmitter.emit(declaration, table, draws);
        sources.addBlock(table.block());
        try (Writer writer =
                processingEnv.getFiler().createSourceFile(block, type).openWriter()) {
            writer.write(source);
            if (draws) {
                draw(type, table);
            }
        } catch (FilerException e) {
            reporter.report(type, Diagnostic.BLOCK_NAME_TAKEN.at(Place.type(), block));
        } catch (IOException e) {
            reporter.report(type, Diagnostic.NOT_WRITTEN.at(Place.type(), block, e));
        }
    }

    /** The compilation has failed already, so what goes wrong here is no news. */
    private void writeFace(TypeElement type, Declaration declaration, JavaName block) {
        sources.addBlock(block);
        try (Writer writer = processingEnv
                .getFiler()
                .createSourceFile(block.toString(), type)
                .openWriter()) {
            writer.write(FaceEmitter.emit(declaration, block));
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Kind.NOTE, "No stand-in for " + block + ": " + e);
        }
    }

    private void draw(TypeElement type, NetworkTable table) throws IOException {
        String svg = TableDiagram.svg(table);
        String file = TableDiagram.file(table);
        resource(StandardLocation.CLASS_OUTPUT, type, table, file, svg);
        resource(StandardLocation.SOURCE_OUTPUT, type, table, TableDiagram.JAVADOC_FOLDER + file, svg);
    }

    private void resource(StandardLocation location, TypeElement type, NetworkTable table, String file, String text)
            throws IOException {
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(location, table.block().packageName(), file, type)
                .openWriter()) {
            writer.write(text);
        }
    }

    /** Whatever fails unexpectedly is one error on the type, not a stack trace that stops the compiler. */
    private void guarded(TypeElement type, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            String where = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
            reporter.report(type, Diagnostic.INTERNAL.at(Place.type(), e + where));
        }
    }

    private static Set<TypeElement> typesWithAnnotations(Set<? extends TypeElement> present, RoundEnvironment round) {
        Set<TypeElement> types = new LinkedHashSet<>();
        TypeElement[] annotations = present.stream()
                .filter(annotation ->
                        !GENERATED.contains(annotation.getQualifiedName().toString()))
                .toArray(TypeElement[]::new);
        // All at once: each call walks through everything that the round compiles.
        for (Element element : round.getElementsAnnotatedWithAny(annotations)) {
            if (element instanceof TypeElement type) {
                types.add(type);
            } else if (element.getEnclosingElement() instanceof TypeElement type) {
                types.add(type);
            }
        }
        return types;
    }
}
