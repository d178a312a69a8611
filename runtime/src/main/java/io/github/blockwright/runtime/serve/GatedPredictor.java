package io.github.blockwright.runtime.serve;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import java.util.List;

/** A predictor of a served network, which predicts as long as the network is open. */
final class GatedPredictor<I, O> extends Predictor<I, O> {
    private final Gate gate;

    GatedPredictor(Model model, Translator<I, O> translator, Gate gate) {
        super(model, translator, model.getNDManager().getDevice(), false);
        this.gate = gate;
    }

    @Override
    public List<O> batchPredict(List<I> inputs) throws TranslateException {
        return gate.whileOpen(() -> super.batchPredict(inputs));
    }
}
