package io.github.blockwright.processor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/**
 * Where a repeated annotation stands. The compiler folds repeated annotations into their container and forgets their
 * lines, so this looks at javac's tree; where a build tool wraps javac's environment, it knows no place. Without javac's
 * classes it cannot even be made: a {@link NoClassDefFoundError}.
 */
final class RepeatedAnnotations {
    private final Optional<Trees> trees;

    RepeatedAnnotations(ProcessingEnvironment environment) {
        this.trees = trees(environment);
    }

    private static Optional<Trees> trees(ProcessingEnvironment environment) {
        try {
            return Optional.of(Trees.instance(environment));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Says something where an annotation, or what is written for its attribute, stands.
     *
     * @param occurrence counted from 0
     * @param attribute a path as in {@code budget.parameters}
     * @return whether that place is known, so that it is said
     */
    boolean report(
            Kind kind,
            String text,
            TypeElement type,
            Class<? extends Annotation> annotation,
            int occurrence,
            Optional<String> attribute) {
        if (trees.isEmpty()) {
            return false;
        }
        TreePath path = trees.get().getPath(type);
        List<AnnotationTree> written = path == null ? List.of() : annotations(path, annotation);
        if (written.size() <= occurrence) {
            // In an explicit container, whose lines the compiler knows.
            return false;
        }
        AnnotationTree tree = written.get(occurrence);
        Tree place = attribute.<Tree>map(name -> within(tree, name)).orElse(tree);
        CompilationUnitTree file = path.getCompilationUnit();
        trees.get().printMessage(kind, text, place, file);
        return true;
    }

    private List<AnnotationTree> annotations(TreePath path, Class<? extends Annotation> annotation) {
        ClassTree declaration = (ClassTree) path.getLeaf();
        return declaration.getModifiers().getAnnotations().stream()
                .<AnnotationTree>map(tree -> tree)
                .filter(tree -> isOf(new TreePath(new TreePath(path, tree), tree.getAnnotationType()), annotation))
                .toList();
    }

    private boolean isOf(TreePath name, Class<? extends Annotation> annotation) {
        return trees.orElseThrow().getElement(name) instanceof TypeElement type
                && type.getQualifiedName().contentEquals(annotation.getCanonicalName());
    }

    /** What is written for an attribute, or the annotation itself where the attribute has its default. */
    private static Tree within(AnnotationTree annotation, String path) {
        String[] names = path.split("\\.", 2);
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree assignment
                    && assignment.getVariable().toString().equals(names[0])) {
                ExpressionTree value = assignment.getExpression();
                return names.length > 1 && value instanceof AnnotationTree nested ? within(nested, names[1]) : value;
            }
        }
        return annotation;
    }
}
