package io.github.blockwright.runtime.weights.formats;

import java.util.Optional;

/** The only names of a pickle that mean something here; every other becomes an {@link PickleValue.Opaque}. */
enum TorchName {
    ORDERED_DICT("collections.OrderedDict"),
    REBUILD_TENSOR("torch._utils._rebuild_tensor"),
    REBUILD_TENSOR_V2("torch._utils._rebuild_tensor_v2"),
    /** For the types that have no storage of their own, as those of 8 bits. */
    REBUILD_TENSOR_V3("torch._utils._rebuild_tensor_v3"),
    REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
    REBUILD_PARAMETER_WITH_STATE("torch._utils._rebuild_parameter_with_state"),
    /** For tensors with attributes: calls one of the functions above. */
    REBUILD_FROM_TYPE("torch._tensor._rebuild_from_type_v2"),
    TENSOR("torch.Tensor"),
    PARAMETER("torch.nn.parameter.Parameter"),
    DOUBLE_STORAGE("torch.DoubleStorage", WeightType.F64),
    FLOAT_STORAGE("torch.FloatStorage", WeightType.F32),
    HALF_STORAGE("torch.HalfStorage", WeightType.F16),
    BFLOAT16_STORAGE("torch.BFloat16Storage", WeightType.BF16),
    LONG_STORAGE("torch.LongStorage", WeightType.I64),
    INT_STORAGE("torch.IntStorage", WeightType.I32),
    SHORT_STORAGE("torch.ShortStorage", WeightType.I16),
    CHAR_STORAGE("torch.CharStorage", WeightType.I8),
    BYTE_STORAGE("torch.ByteStorage", WeightType.U8),
    BOOL_STORAGE("torch.BoolStorage", WeightType.BOOL),
    UNTYPED_STORAGE("torch.storage.UntypedStorage", 1),
    COMPLEX_FLOAT_STORAGE("torch.ComplexFloatStorage", 8),
    COMPLEX_DOUBLE_STORAGE("torch.ComplexDoubleStorage", 16),
    QUANTISED_CHAR_STORAGE("torch.QInt8Storage", 1),
    QUANTISED_BYTE_STORAGE("torch.QUInt8Storage", 1),
    QUANTISED_INT_STORAGE("torch.QInt32Storage", 4);

    private final String qualified;
    private final WeightType weightType;
    private final int elementBytes;

    TorchName(String qualified) {
        this(qualified, null, 0);
    }

    TorchName(String qualified, WeightType weightType) {
        this(qualified, weightType, weightType.bytes());
    }

    /** A storage whose elements are never weights; their size says where the next storage begins. */
    TorchName(String qualified, int elementBytes) {
        this(qualified, null, elementBytes);
    }

    TorchName(String qualified, WeightType weightType, int elementBytes) {
        this.qualified = qualified;
        this.weightType = weightType;
        this.elementBytes = elementBytes;
    }

    /** The name with its module before it, if it is one of these. */
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

    boolean isStorage() {
        return elementBytes > 0;
    }

    /** The size of an element of a storage. */
    int elementBytes() {
        return elementBytes;
    }

    /** What a storage of this name holds, if weights can lie in it. */
    Optional<WeightType> weightType() {
        return Optional.ofNullable(weightType);
    }
}
