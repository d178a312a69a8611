package io.github.blockwright.runtime.weights;

import ai.djl.BaseModel;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.types.DataType;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model whose values lie in Java's memory, since no engine is wanted that could compute with them: who reads a
 * header, or exports a network, need not wait for one to start.
 */
final class ValuesModel extends BaseModel {
    ValuesModel(String name) {
        super(name);
        manager = PassthroughNDManager.INSTANCE;
        dataType = DataType.FLOAT32;
    }

    @Override
    public void load(InputStream in, Map<String, ?> options) throws IOException, MalformedModelException {
        if (!readParameters(in, options)) {
            throw new MalformedModelException("it does not begin as a saved model does");
        }
    }

    @Override
    public void load(Path modelPath, String prefix, Map<String, ?> options) {
        throw new UnsupportedOperationException("Values are read from streams");
    }

    /** DJL's own warns of whatever manager is still open, and this one, which holds nothing, always is. */
    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize"})
    protected void finalize() {}
}
