//! Forty `if`s inside each other.
#![cfg_attr(rustfmt, rustfmt_skip)]

mod forty_nested_ifs {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let mut s = x;
        if n > 0 {
            s += x * 0.5;
            if n > 1 {
                s += x * 1.5;
                if n > 2 {
                    s += x * 2.5;
                    if n > 3 {
                        s += x * 3.5;
                        if n > 4 {
                            s += x * 4.5;
                            if n > 5 {
                                s += x * 5.5;
                                if n > 6 {
                                    s += x * 6.5;
                                    if n > 7 {
                                        s += x * 7.5;
                                        if n > 8 {
                                            s += x * 8.5;
                                            if n > 9 {
                                                s += x * 9.5;
                                                if n > 10 {
                                                    s += x * 10.5;
                                                    if n > 11 {
                                                        s += x * 11.5;
                                                        if n > 12 {
                                                            s += x * 12.5;
                                                            if n > 13 {
                                                                s += x * 13.5;
                                                                if n > 14 {
                                                                    s += x * 14.5;
                                                                    if n > 15 {
                                                                        s += x * 15.5;
                                                                        if n > 16 {
                                                                            s += x * 16.5;
                                                                            if n > 17 {
                                                                                s += x * 17.5;
                                                                                if n > 18 {
                                                                                    s += x * 18.5;
                                                                                    if n > 19 {
                                                                                        s += x * 19.5;
                                                                                        if n > 20 {
                                                                                            s += x * 20.5;
                                                                                            if n > 21 {
                                                                                                s += x * 21.5;
                                                                                                if n > 22 {
                                                                                                    s += x * 22.5;
                                                                                                    if n > 23 {
                                                                                                        s += x * 23.5;
                                                                                                        if n > 24 {
                                                                                                            s += x * 24.5;
                                                                                                            if n > 25 {
                                                                                                                s += x * 25.5;
                                                                                                                if n > 26 {
                                                                                                                    s += x * 26.5;
                                                                                                                    if n > 27 {
                                                                                                                        s += x * 27.5;
                                                                                                                        if n > 28 {
                                                                                                                            s += x * 28.5;
                                                                                                                            if n > 29 {
                                                                                                                                s += x * 29.5;
                                                                                                                                if n > 30 {
                                                                                                                                    s += x * 30.5;
                                                                                                                                    if n > 31 {
                                                                                                                                        s += x * 31.5;
                                                                                                                                        if n > 32 {
                                                                                                                                            s += x * 32.5;
                                                                                                                                            if n > 33 {
                                                                                                                                                s += x * 33.5;
                                                                                                                                                if n > 34 {
                                                                                                                                                    s += x * 34.5;
                                                                                                                                                    if n > 35 {
                                                                                                                                                        s += x * 35.5;
                                                                                                                                                        if n > 36 {
                                                                                                                                                            s += x * 36.5;
                                                                                                                                                            if n > 37 {
                                                                                                                                                                s += x * 37.5;
                                                                                                                                                                if n > 38 {
                                                                                                                                                                    s += x * 38.5;
                                                                                                                                                                    if n > 39 {
                                                                                                                                                                        s += x * 39.5;
                                                                                                                                                                        s *= x;
                                                                                                                                                                        s *= 0.99;
                                                                                                                                                                    } else {
                                                                                                                                                                        s = s * s + x;
                                                                                                                                                                    }
                                                                                                                                                                    s *= 0.99;
                                                                                                                                                                } else {
                                                                                                                                                                    s = s * s + x;
                                                                                                                                                                }
                                                                                                                                                                s *= 0.99;
                                                                                                                                                            } else {
                                                                                                                                                                s = s * s + x;
                                                                                                                                                            }
                                                                                                                                                            s *= 0.99;
                                                                                                                                                        } else {
                                                                                                                                                            s = s * s + x;
                                                                                                                                                        }
                                                                                                                                                        s *= 0.99;
                                                                                                                                                    } else {
                                                                                                                                                        s = s * s + x;
                                                                                                                                                    }
                                                                                                                                                    s *= 0.99;
                                                                                                                                                } else {
                                                                                                                                                    s = s * s + x;
                                                                                                                                                }
                                                                                                                                                s *= 0.99;
                                                                                                                                            } else {
                                                                                                                                                s = s * s + x;
                                                                                                                                            }
                                                                                                                                            s *= 0.99;
                                                                                                                                        } else {
                                                                                                                                            s = s * s + x;
                                                                                                                                        }
                                                                                                                                        s *= 0.99;
                                                                                                                                    } else {
                                                                                                                                        s = s * s + x;
                                                                                                                                    }
                                                                                                                                    s *= 0.99;
                                                                                                                                } else {
                                                                                                                                    s = s * s + x;
                                                                                                                                }
                                                                                                                                s *= 0.99;
                                                                                                                            } else {
                                                                                                                                s = s * s + x;
                                                                                                                            }
                                                                                                                            s *= 0.99;
                                                                                                                        } else {
                                                                                                                            s = s * s + x;
                                                                                                                        }
                                                                                                                        s *= 0.99;
                                                                                                                    } else {
                                                                                                                        s = s * s + x;
                                                                                                                    }
                                                                                                                    s *= 0.99;
                                                                                                                } else {
                                                                                                                    s = s * s + x;
                                                                                                                }
                                                                                                                s *= 0.99;
                                                                                                            } else {
                                                                                                                s = s * s + x;
                                                                                                            }
                                                                                                            s *= 0.99;
                                                                                                        } else {
                                                                                                            s = s * s + x;
                                                                                                        }
                                                                                                        s *= 0.99;
                                                                                                    } else {
                                                                                                        s = s * s + x;
                                                                                                    }
                                                                                                    s *= 0.99;
                                                                                                } else {
                                                                                                    s = s * s + x;
                                                                                                }
                                                                                                s *= 0.99;
                                                                                            } else {
                                                                                                s = s * s + x;
                                                                                            }
                                                                                            s *= 0.99;
                                                                                        } else {
                                                                                            s = s * s + x;
                                                                                        }
                                                                                        s *= 0.99;
                                                                                    } else {
                                                                                        s = s * s + x;
                                                                                    }
                                                                                    s *= 0.99;
                                                                                } else {
                                                                                    s = s * s + x;
                                                                                }
                                                                                s *= 0.99;
                                                                            } else {
                                                                                s = s * s + x;
                                                                            }
                                                                            s *= 0.99;
                                                                        } else {
                                                                            s = s * s + x;
                                                                        }
                                                                        s *= 0.99;
                                                                    } else {
                                                                        s = s * s + x;
                                                                    }
                                                                    s *= 0.99;
                                                                } else {
                                                                    s = s * s + x;
                                                                }
                                                                s *= 0.99;
                                                            } else {
                                                                s = s * s + x;
                                                            }
                                                            s *= 0.99;
                                                        } else {
                                                            s = s * s + x;
                                                        }
                                                        s *= 0.99;
                                                    } else {
                                                        s = s * s + x;
                                                    }
                                                    s *= 0.99;
                                                } else {
                                                    s = s * s + x;
                                                }
                                                s *= 0.99;
                                            } else {
                                                s = s * s + x;
                                            }
                                            s *= 0.99;
                                        } else {
                                            s = s * s + x;
                                        }
                                        s *= 0.99;
                                    } else {
                                        s = s * s + x;
                                    }
                                    s *= 0.99;
                                } else {
                                    s = s * s + x;
                                }
                                s *= 0.99;
                            } else {
                                s = s * s + x;
                            }
                            s *= 0.99;
                        } else {
                            s = s * s + x;
                        }
                        s *= 0.99;
                    } else {
                        s = s * s + x;
                    }
                    s *= 0.99;
                } else {
                    s = s * s + x;
                }
                s *= 0.99;
            } else {
                s = s * s + x;
            }
            s *= 0.99;
        } else {
            s = s * s + x;
        }
        s * x
    }
    case!(val, int => (0.3, 0), (0.3, 1), (0.3, 20), (0.3, 39), (0.3, 40));
}
