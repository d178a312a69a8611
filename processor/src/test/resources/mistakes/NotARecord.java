package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface NotARecord {
    @Network(input = @Input(height = 8, width = 8))
  //^ error: [BW003] AClass: a network table is a record, but this is a class; declare it as record AClass(...)
    class AClass {
        @Conv(filters = 8) NDArray stem;
    }

    @Network(input = @Input(height = 8, width = 8))
  //^ error: [BW003] AnInterface: a network table is a record, but this is an interface; declare it as record AnInterface(...)
    interface AnInterface {}

    @Network(input = @Input(height = 8, width = 8))
  //^ error: [BW003] AnEnum: a network table is a record, but this is an enum; declare it as record AnEnum(...)
    enum AnEnum {}

    @Network(input = @Input(height = 8, width = 8))
  //^ error: [BW003] AnAnnotation: a network table is a record, but this is an annotation interface; declare it as record AnAnnotation(...)
    @interface AnAnnotation {}
}
