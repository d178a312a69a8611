package io.github.blockwright.runtime.blocks.base;

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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TorchScript module that has a method for every {@link EngineFunction}; it lives as long as the process. */
final class EngineScript {
    private static final Logger LOG = LoggerFactory.getLogger(EngineScript.class);
    // A module without parameters: a pickled object of the class Functions whose attribute "training" is true.
    private static final String OBJECT = "\u0080\u0002c__torch__\nFunctions\n)\u0081}X\u0008\0\0\0training\u0088sb.";
    private static final String EMPTY_TUPLE = "\u0080\u0002).";

    private final Model model;
    private final Map<EngineFunction, NDArray> selectors = new EnumMap<>(EngineFunction.class);

    private EngineScript(Model model) {
        this.model = model;
        for (EngineFunction function : EngineFunction.values()) {
            // The engine calls the method that an array's name asks for, and leaves that array out.
            NDArray selector = model.getNDManager().create(0f);
            selector.setName("module_method:" + function.name());
            selectors.put(function, selector);
        }
    }

    /** Loaded at the first use, since loading it starts the engine. */
    private static final class Holder {
        private static final Optional<EngineScript> INSTANCE = load();
    }

    /** The module, or nothing if this engine cannot load it. */
    static Optional<EngineScript> instance() {
        return Holder.INSTANCE;
    }

    /** The function of {@code x}, owned by the caller. */
    NDArray run(EngineFunction function, NDArray x) {
        // In the engine's terms "training" keeps the gradient's graph if the thread collects one, and nothing else
        // here.
        return model.getBlock()
                .forward(new ParameterStore(x.getManager(), false), new NDList(x, selectors.get(function)), true)
                .singletonOrThrow();
    }

    private static Optional<EngineScript> load() {
        Model model = Model.newInstance(
                "functions", Device.cpu(), Engine.getInstance().getEngineName());
        try {
            model.load(new ByteArrayInputStream(archive()));
            return Optional.of(new EngineScript(model));
        } catch (IOException | MalformedModelException | RuntimeException e) {
            LOG.debug("The engine loads no TorchScript: activations are composed of DJL's operations", e);
            model.close();
            return Optional.empty();
        }
    }

    /** The module in PyTorch's format: a zip of stored entries. */
    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "functions/data.pkl", OBJECT.getBytes(StandardCharsets.ISO_8859_1));
            store(zip, "functions/constants.pkl", EMPTY_TUPLE.getBytes(StandardCharsets.ISO_8859_1));
            store(zip, "functions/code/__torch__.py", code().getBytes(StandardCharsets.UTF_8));
            store(zip, "functions/version", "3\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String code() {
        StringBuilder code = new StringBuilder("""
                class Functions(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                """);
        for (EngineFunction function : EngineFunction.values()) {
            code.append("  def %s(self: __torch__.Functions, x: Tensor) -> Tensor:\n    return %s\n"
                    .formatted(function.name(), function.expression()));
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
