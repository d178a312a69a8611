package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8, channels = 1, preprocessing = Preprocessing.IMAGENET))
//                                                                                        ^ error: [BW026] ImagenetChannels: preprocessing = IMAGENET is for 3 channels, but channels = 1; write channels = 3, or another preprocessing
record ImagenetChannels(@Conv(filters = 8) NDArray stem) {}
