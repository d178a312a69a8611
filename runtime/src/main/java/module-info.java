/** What generated blocks are made of, and what trains, evaluates and reports them. */
module io.github.blockwright.runtime {
    requires transitive io.github.blockwright.dsl;
    requires transitive ai.djl.api;
    requires transitive java.desktop;
    requires java.net.http;
    requires java.management;
    requires jdk.management;
    requires org.slf4j;
    requires com.google.gson;
    requires com.google.protobuf;
    requires com.sun.jna;
    requires com.twelvemonkeys.imageio.tiff;
    // webp.imageio is written in Kotlin and, without a module descriptor, cannot ask for it.
    requires kotlin.stdlib;
    requires webp.imageio;
    requires org.apache.commons.compress;
    requires org.apache.commons.csv;
    requires io.jhdf;
    requires com.samskivert.jmustache;
    requires me.tongfei.progressbar;
    requires org.apache.commons.numbers.gamma;
    requires org.knowm.xchart;
    requires org.microhttp;
    requires org.tribuo.util.onnx;
    requires ejml.core;
    requires ejml.ddense;
    requires static com.microsoft.onnxruntime;

    exports io.github.blockwright.runtime.blocks;
    exports io.github.blockwright.runtime.dashboard;
    exports io.github.blockwright.runtime.data;
    exports io.github.blockwright.runtime.explain;
    exports io.github.blockwright.runtime.export;
    exports io.github.blockwright.runtime.layers;
    exports io.github.blockwright.runtime.pages;
    exports io.github.blockwright.runtime.profile;
    exports io.github.blockwright.runtime.recipe;
    exports io.github.blockwright.runtime.report;
    exports io.github.blockwright.runtime.serve;
    exports io.github.blockwright.runtime.train;
    exports io.github.blockwright.runtime.weights;

    uses io.github.blockwright.runtime.weights.NetworkLibrary;
}
