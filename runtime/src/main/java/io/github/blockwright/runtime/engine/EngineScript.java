package io.github.blockwright.runtime.engine;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Methods in TorchScript, for what PyTorch has and DJL's API does not reach: a module without parameters, made in memory
 * and loaded as any other. It lives as long as the process, so make each once.
 */
final class EngineScript {
    private static final Logger LOG = LoggerFactory.getLogger(EngineScript.class);
    // A module without parameters: a pickled object of the class Functions whose attribute "training" is true.
    private static final String OBJECT = "\u0080\u0002c__torch__\nFunctions\n)\u0081}X\u0008\0\0\0training\u0088sb.";
    private static final String EMPTY_TUPLE = "\u0080\u0002).";

    private final Model model;
    private final Map<String, NDArray> selectors = new HashMap<>();

    private EngineScript(Model model, List<Method> methods) {
        this.model = model;
        for (Method method : methods) {
            // The engine calls the method that an array's name asks for, and leaves that array out.
            NDArray selector = model.getNDManager().create(0f);
            selector.setName("module_method:" + method.name());
            selectors.put(method.name(), selector);
        }
    }

    /**
     * A method that gives one tensor.
     *
     * @param arguments as in Python, {@code x: Tensor, others: List[Tensor]}
     * @param body its statements, a line each
     */
    record Method(String name, String arguments, String body) {}

    /** A module of these methods, or nothing if this engine cannot load it. */
    static Optional<EngineScript> load(List<Method> methods) {
        Model model = Model.newInstance(
                "functions", Device.cpu(), Engine.getInstance().getEngineName());
        try {
            model.load(new ByteArrayInputStream(archive(methods)));
            return Optional.of(new EngineScript(model, methods));
        } catch (IOException | MalformedModelException | RuntimeException e) {
            LOG.debug("The engine does not load this TorchScript: it is composed of DJL's operations", e);
            model.close();
            return Optional.empty();
        }
    }

    /**
     * Runs a method. Gradients flow through it where the thread collects them.
     *
     * @param arguments in the method's order; those of one name that ends with {@code []} are one list
     * @return owned by the caller, in the manager of the first argument
     */
    NDArray run(String method, NDList arguments) {
        NDList inputs = new NDList(arguments);
        inputs.add(selectors.get(method));
        // In the engine's terms "training" keeps the gradient's graph if the thread collects one, and nothing else
        // here.
        return model.getBlock()
                .forward(new ParameterStore(arguments.head().getManager(), false), inputs, true)
                .singletonOrThrow();
    }

    /** The module in PyTorch's format: a zip of stored entries. */
    private static byte[] archive(List<Method> methods) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "functions/data.pkl", OBJECT.getBytes(StandardCharsets.ISO_8859_1));
            store(zip, "functions/constants.pkl", EMPTY_TUPLE.getBytes(StandardCharsets.ISO_8859_1));
            store(zip, "functions/code/__torch__.py", code(methods).getBytes(StandardCharsets.UTF_8));
            store(zip, "functions/version", "3\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String code(List<Method> methods) {
        StringBuilder code = new StringBuilder("""
                class Functions(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                """);
        for (Method method : methods) {
            code.append("  def %s(self: __torch__.Functions, %s) -> Tensor:\n%s"
                    .formatted(method.name(), method.arguments(), method.body().indent(4)));
        }
        return code.toString();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
