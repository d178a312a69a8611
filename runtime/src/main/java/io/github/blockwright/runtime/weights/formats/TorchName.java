package io.github.blockwright.runtime.weights.formats;

import java.util.Optional;

/** The only names that a pickle may mention: nothing else can be called or built. */
enum TorchName {
    ORDERED_DICT("collections.OrderedDict"),
    REBUILD_TENSOR("torch._utils._rebuild_tensor"),
    REBUILD_TENSOR_V2("torch._utils._rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
    DOUBLE_STORAGE("torch.DoubleStorage", WeightType.F64),
    FLOAT_STORAGE("torch.FloatStorage", WeightType.F32),
    HALF_STORAGE("torch.HalfStorage", WeightType.F16),
    BFLOAT16_STORAGE("torch.BFloat16Storage", WeightType.BF16),
    LONG_STORAGE("torch.LongStorage", WeightType.I64),
    INT_STORAGE("torch.IntStorage", WeightType.I32),
    SHORT_STORAGE("torch.ShortStorage", WeightType.I16),
    CHAR_STORAGE("torch.CharStorage", WeightType.I8),
    BYTE_STORAGE("torch.ByteStorage", WeightType.U8),
    BOOL_STORAGE("torch.BoolStorage", WeightType.BOOL);

    private final String qualified;
    private final WeightType storageType;

    TorchName(String qualified) {
        this(qualified, null);
    }

    TorchName(String qualified, WeightType storageType) {
        this.qualified = qualified;
        this.storageType = storageType;
    }

    /** The name with this module before it, if it is allowed. */
    static Optional<TorchName> of(String qualified) {
        for (TorchName name : values()) {
            if (name.qualified.equals(qualified)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    String qualified() {
        return qualified;
    }

    /** What a storage of this name holds, if it names one. */
    Optional<WeightType> storageType() {
        return Optional.ofNullable(storageType);
    }
}
